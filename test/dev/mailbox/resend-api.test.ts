import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Resend } from 'resend';
import { type Mailbox, startMailbox } from '../../../dev/mailbox/start-mailbox.ts';
import { startTestMailbox } from '../../support/mailbox.ts';

let mailbox: Mailbox;
let resend: Resend;
let clock = Date.parse('2027-03-01T09:00:00Z');
const hour = 60 * 60 * 1000;

const mail = {
  from: 'Dossiers <dossiers@example.fr>',
  to: 'camille@example.fr',
  subject: 'Bonjour',
  html: '<p>Bonjour</p>',
  text: 'Bonjour',
};

beforeAll(async () => {
  mailbox = await startTestMailbox({ now: () => clock });
  resend = new Resend(mailbox.apiKey, { baseUrl: mailbox.url });
});
beforeEach(() => {
  mailbox.clear();
  mailbox.weather.clear();
});
afterAll(() => mailbox.close());

describe('sending', () => {
  test('keeps a mail with all its fields, and finds it by id', async () => {
    const { data } = await resend.emails.send({
      ...mail,
      cc: ['other@example.fr'],
      replyTo: 'reply@example.fr',
      headers: { 'List-Unsubscribe': '<https://example.fr/u>' },
      tags: [{ name: 'kind', value: 'state' }],
      attachments: [{ filename: 'date.ics', content: Buffer.from('BEGIN'), contentType: 'text/calendar' }],
    });
    const [kept] = mailbox.mails('CAMILLE@example.fr');
    expect(kept).toMatchObject({
      id: data?.id,
      subject: 'Bonjour',
      cc: ['other@example.fr'],
      replyTo: ['reply@example.fr'],
      headers: { 'List-Unsubscribe': '<https://example.fr/u>' },
      tags: [{ name: 'kind', value: 'state' }],
      attachments: [{ filename: 'date.ics', contentType: 'text/calendar' }],
      status: 'delivered',
    });
    expect(Buffer.from(kept?.attachments[0]?.content ?? '', 'base64').toString()).toBe('BEGIN');
    const found = await resend.emails.get(data?.id ?? '');
    expect(found.data).toMatchObject({ subject: 'Bonjour', last_event: 'delivered', to: [mail.to] });
  });

  test('keeps the mails of a batch in their order', async () => {
    const { data } = await resend.batch.send([mail, { ...mail, to: 'sacha@example.fr' }]);
    expect(mailbox.mails().map(({ id }) => id)).toEqual(data?.data.map(({ id }) => id));
  });

  test('takes a scheduled mail back, and a sent one not', async () => {
    const scheduled = await resend.emails.send({ ...mail, scheduledAt: '2027-03-02T09:00:00Z' });
    expect((await resend.emails.cancel(scheduled.data?.id ?? '')).error).toBeNull();
    expect(mailbox.mails()[0]?.status).toBe('canceled');
    const sent = await resend.emails.send(mail);
    expect((await resend.emails.cancel(sent.data?.id ?? '')).error?.name).toBe('validation_error');
  });

  test.each([
    ['missing_required_field', 422, { ...mail, to: undefined as never }],
    ['missing_required_field', 422, { ...mail, html: undefined as never, text: undefined as never }],
    ['invalid_from_address', 422, { ...mail, from: 'nobody' }],
    ['validation_error', 422, { ...mail, to: 'nobody' }],
    ['validation_error', 422, { ...mail, to: 'refused@example.fr' }],
    ['validation_error', 422, { ...mail, headers: { 'X-A': 'a\r\nBcc: spy@example.fr' } }],
    ['validation_error', 422, { ...mail, tags: [{ name: 'not a name', value: 'x' }] }],
  ])('answers %s (%i) to a mail that is not in order', async (name, statusCode, wrong) => {
    const { error } = await resend.emails.send(wrong);
    expect(error).toMatchObject({ name, statusCode });
    expect(mailbox.mails()).toEqual([]);
  });

  test('refuses a key that is not its own, and none at all', async () => {
    const stranger = new Resend('re_stranger', { baseUrl: mailbox.url });
    expect((await stranger.emails.send(mail)).error).toMatchObject({
      name: 'invalid_api_key',
      statusCode: 403,
    });
    const response = await fetch(`${mailbox.url}/emails`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ name: 'missing_api_key' });
  });

  test('answers an unknown mail 404', async () => {
    expect((await resend.emails.get('nothing')).error).toMatchObject({ name: 'not_found', statusCode: 404 });
  });
});

describe('an idempotency key', () => {
  test('gives the same mail for the same request, also for two days of starts within 24 hours', async () => {
    const first = await resend.emails.send(mail, { idempotencyKey: 'k1' });
    clock += 23 * hour;
    const second = await resend.emails.send(mail, { idempotencyKey: 'k1' });
    expect(second.data).toEqual(first.data);
    expect(mailbox.mails()).toHaveLength(1);
    clock += 2 * hour;
    await resend.emails.send(mail, { idempotencyKey: 'k1' });
    expect(mailbox.mails()).toHaveLength(2);
  });

  test('refuses another request under the same key', async () => {
    await resend.emails.send(mail, { idempotencyKey: 'k2' });
    const other = await resend.emails.send({ ...mail, subject: 'Autre' }, { idempotencyKey: 'k2' });
    expect(other.error).toMatchObject({ name: 'invalid_idempotent_request', statusCode: 409 });
  });

  test('refuses the same request while the first one is running', async () => {
    mailbox.weather.set({ delayMs: 200 });
    const both = await Promise.all([
      resend.emails.send(mail, { idempotencyKey: 'k3' }),
      resend.emails.send(mail, { idempotencyKey: 'k3' }),
    ]);
    expect(both.map(({ error }) => error?.name).filter((name) => name !== undefined)).toEqual([
      'concurrent_idempotent_requests',
    ]);
    expect(mailbox.mails()).toHaveLength(1);
  });

  test('is refused when it is longer than 256 characters', async () => {
    const { error } = await resend.emails.send(mail, { idempotencyKey: 'x'.repeat(257) });
    expect(error).toMatchObject({ name: 'invalid_idempotency_key', statusCode: 400 });
  });
});

describe('faults', () => {
  test('an outage answers 503 and keeps nothing', async () => {
    mailbox.weather.set({ service: 'unavailable' });
    expect((await resend.emails.send(mail)).error).toMatchObject({ statusCode: 503 });
    expect(mailbox.mails()).toEqual([]);
  });

  test('a cut line gives the client no status', async () => {
    mailbox.weather.set({ service: 'cut' });
    expect((await resend.emails.send(mail)).error).toMatchObject({ statusCode: null });
  });

  test('a failure before accepting keeps nothing, one after keeps the mail for its key', async () => {
    mailbox.weather.set({ failBeforeAccepting: 1, failAfterAccepting: 1 });
    expect((await resend.emails.send(mail, { idempotencyKey: 'k4' })).error?.statusCode).toBe(500);
    expect(mailbox.mails()).toHaveLength(0);
    expect((await resend.emails.send(mail, { idempotencyKey: 'k4' })).error?.statusCode).toBeNull();
    expect(mailbox.mails()).toHaveLength(1);
    const third = await resend.emails.send(mail, { idempotencyKey: 'k4' });
    expect(third.data?.id).toBe(mailbox.mails()[0]?.id);
    expect(mailbox.mails()).toHaveLength(1);
  });

  test('requests beyond the rate are told when to come back, mails beyond the day are refused', async () => {
    const narrow = await startMailbox({ requestsPerSecond: 2, mailsPerDay: 1, now: () => clock });
    const client = new Resend(narrow.apiKey, { baseUrl: narrow.url });
    const answers = [
      await client.emails.send(mail),
      await client.emails.send(mail),
      await client.emails.send(mail),
    ];
    expect(answers.map(({ error }) => error?.name)).toEqual([
      undefined,
      'daily_quota_exceeded',
      'rate_limit_exceeded',
    ]);
    expect(answers[2]?.headers).toMatchObject({ 'retry-after': '1' });
    await narrow.close();
  });
});

test('refuses to start in production', async () => {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production';
  await expect(startMailbox()).rejects.toThrow('for development');
  process.env.NODE_ENV = before;
});
