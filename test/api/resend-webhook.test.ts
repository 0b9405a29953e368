import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { digestOfAddress } from '../../db/notices/failures.ts';
import { planAccountNotice } from '../../db/notices/plan-account-notice.ts';
import { settleNotices } from '../../db/notices/settle-notice.ts';
import { signedHeaders } from '../../dev/mailbox/webhooks.ts';
import { type ApiClient, loggedIn } from '../support/api-client.ts';
import { aTrainee, type TestTrainee } from '../support/api-people.ts';
import { startApi, type TestApi } from '../support/api.ts';

const secret = `whsec_${Buffer.alloc(24, 9).toString('base64')}`;
let api: TestApi;
let trainee: TestTrainee;
let asTrainee: ApiClient;

beforeAll(async () => {
  api = await startApi({ env: { RESEND_WEBHOOK_SECRET: secret } });
  trainee = await aTrainee(api);
  asTrainee = await loggedIn(api, trainee);
});
afterAll(() => api.stop());

/** A notice that was sent to the trainee's present address. */
async function aSentNotice(): Promise<string> {
  const q = queries(api.db.em.fork());
  const reference = randomUUID();
  await planAccountNotice(q, { personId: trainee.id, kind: 'account_created', reference, at: Date.now() });
  const id = `account_created-${trainee.id}-${reference}`;
  const addressDigest = digestOfAddress(trainee.email);
  await settleNotices(q, [{ id, settlement: { status: 'sent', mailId: 'mail-1', addressDigest } }]);
  return id;
}

function eventOf(notice: string, type: string, data: object = {}): string {
  return JSON.stringify({
    type,
    created_at: '2027-03-01T09:00:00.000Z',
    data: { email_id: 'mail-1', to: [trainee.email], tags: { notice }, ...data },
  });
}

async function call(
  body: string,
  headers: Record<string, string> = signedHeaders(secret, randomUUID(), body),
) {
  return await fetch(`${api.baseUrl}/api/webhooks/resend`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
  });
}

async function noticeStatus(id: string) {
  const { rows } = await sql<{ status: string; reason: string | null }>`
    select status, reason from notices where id = ${id}`.execute(queries(api.db.em.fork()));
  return rows[0];
}

async function mailProblem(): Promise<unknown> {
  const { json } = await asTrainee.get('/api/session');
  return (json as unknown as { mailProblem: unknown }).mailProblem;
}

describe('events of the mail service', () => {
  test('move a notice forward, never back, in whatever order they come', async () => {
    const id = await aSentNotice();
    expect((await call(eventOf(id, 'email.delivered'))).status).toBe(204);
    expect((await call(eventOf(id, 'email.sent'))).status).toBe(204);
    expect(await noticeStatus(id)).toMatchObject({ status: 'delivered' });
    await call(eventOf(id, 'email.complained'));
    expect(await noticeStatus(id)).toMatchObject({ status: 'complained' });
  });

  test('count once each, however often and at once they come', async () => {
    const id = await aSentNotice();
    const body = eventOf(id, 'email.delivered');
    const headers = signedHeaders(secret, 'msg_same', body);
    const answers = await Promise.all(Array.from({ length: 5 }, () => call(body, headers)));
    expect(answers.map(({ status }) => status)).toEqual([204, 204, 204, 204, 204]);
    const { rows } = await sql`select from mail_events where notice_id = ${id}`.execute(
      queries(api.db.em.fork()),
    );
    expect(rows).toHaveLength(1);
  });

  test('of a bounce are kept without the address, and shown at the next visit until the address changes', async () => {
    const id = await aSentNotice();
    const bounce = { type: 'Permanent', subType: 'General', message: `550 ${trainee.email} unknown` };
    await call(eventOf(id, 'email.bounced', { bounce }));
    expect(await noticeStatus(id)).toEqual({ status: 'bounced', reason: 'Permanent' });
    expect(await mailProblem()).toBe(true);
    const q = queries(api.db.em.fork());
    await sql`update trainees set email = ${`new-${trainee.email}`} where id = ${trainee.id}`.execute(q);
    expect(await mailProblem()).toBe(false);
    await sql`update trainees set email = ${trainee.email} where id = ${trainee.id}`.execute(q);
    await call(eventOf(await aSentNotice(), 'email.delivered'));
    expect(await mailProblem()).toBe(false);
  });

  test('about mails that are no notices, or of a kind that changes nothing, are taken and dropped', async () => {
    const id = await aSentNotice();
    const bodies = [
      eventOf('unknown', 'email.delivered'),
      eventOf(id, 'email.opened'),
      JSON.stringify({ type: 'contact.created', created_at: '2027-03-01T09:00:00.000Z', data: {} }),
    ];
    for (const body of bodies) expect((await call(body)).status).toBe(204);
    expect(await noticeStatus(id)).toMatchObject({ status: 'sent' });
  });
});

describe('a call that is not the mail service’s', () => {
  test.each([
    ['no signature', () => ({})],
    [
      'another secret',
      (body: string) => signedHeaders(`whsec_${Buffer.alloc(24, 1).toString('base64')}`, 'a', body),
    ],
    ['another body', () => signedHeaders(secret, 'b', '{}')],
    [
      'an old signature',
      (body: string) => signedHeaders(secret, 'c', body, new Date(Date.now() - 3_600_000)),
    ],
  ])('with %s is refused and changes nothing', async (_, sign) => {
    const id = await aSentNotice();
    const body = eventOf(id, 'email.bounced');
    const answer = await call(body, sign(body));
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'webhook_signature_invalid' });
    expect(await noticeStatus(id)).toMatchObject({ status: 'sent' });
  });

  test('that is huge is refused', async () => {
    expect((await call('x'.repeat(300 * 1024))).status).toBe(413);
  });
});
