import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, test } from '@jest/globals';
import { WorkflowNotFoundError } from '@temporalio/client';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { replaySince } from '../../db/webhooks/delivery-log.ts';
import { addMs } from '../../domain/calendar/paris-time.ts';
import { webhookEventTypes } from '../../domain/webhooks/event-types.ts';
import { retryPausesMs } from '../../domain/webhooks/retries.ts';
import { webhookDeliveryId } from '../../workflows/webhooks/contract.ts';
import { startWorld, type TestDossier, type World } from '../support/dossier-world.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { startWebhooks, type WebhookWorld } from '../support/webhook-world.ts';

let world: World;
let webhooks: WebhookWorld;
let receiver: Receiver;

beforeAll(async () => {
  world = await startWorld();
  webhooks = await startWebhooks(world);
});
afterAll(async () => {
  await webhooks.stop();
  await world.stop();
});
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.stop());

async function sentDossier(): Promise<{ dossier: TestDossier; endpoint: string; number: string }> {
  const dossier = await world.open();
  const endpoint = await webhooks.endpoint(dossier.cast.organisationId, receiver.url);
  await dossier.send('submit');
  return { dossier, endpoint, number: (await dossier.dossier()).number };
}

const types = () => receiver.received.map(({ json }) => json.type);

describe('what happens to a dossier', () => {
  test('is told in the order of its versions, with nothing but where it stands', async () => {
    const { dossier, endpoint, number } = await sentDossier();
    await dossier.send('accept');
    await dossier.send('validate');
    await webhooks.settled(endpoint);
    expect(types()).toEqual(['dossier.requested', 'dossier.to_validate', 'dossier.validated']);
    expect(receiver.received[0]?.json).toEqual({
      type: 'dossier.requested',
      timestamp: expect.stringMatching(/Z$/),
      data: { number, state: 'requested', version: 2 },
    });
    const log = await webhooks.log(endpoint);
    expect(log.map(({ status, attempts, responseStatus }) => [status, attempts, responseStatus])).toEqual(
      Array.from({ length: 3 }, () => ['delivered', 1, 204]),
    );
  });

  test('is told once, however many look at once, and without a workflow when it gets through', async () => {
    const { endpoint } = await sentDossier();
    await Promise.all([webhooks.carry(), webhooks.carry()]);
    await webhooks.carry();
    expect(types()).toEqual(['dossier.requested']);
    const [delivery] = await webhooks.log(endpoint);
    const workflow = world.client.workflow.getHandle(webhookDeliveryId(delivery?.id ?? ''));
    await expect(workflow.describe()).rejects.toThrow(WorkflowNotFoundError);
  });

  test('waits behind the version before it, and leaves when that has arrived', async () => {
    receiver.answer = { status: 503 };
    const { dossier, endpoint } = await sentDossier();
    await dossier.send('accept');
    await webhooks.carry();
    expect(types()).toEqual(['dossier.requested']);
    receiver.answer = { status: 200 };
    await webhooks.settled(endpoint);
    expect(types()).toEqual(['dossier.requested', 'dossier.requested', 'dossier.to_validate']);
    const ids = receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[0]);
  });
});

describe('an endpoint', () => {
  test('that takes nothing for three days is tried ten times, switched off, and a mail to its administrators is due', async () => {
    receiver.answer = { status: 500, body: 'panne' };
    const { endpoint } = await sentDossier();
    const begin = await world.now();
    await webhooks.settled(endpoint);
    const [delivery] = await webhooks.log(endpoint);
    expect(delivery).toMatchObject({
      status: 'failed',
      attempts: 10,
      responseStatus: 500,
      responseExcerpt: 'panne',
    });
    const elapsed = Date.parse(await world.now()) - Date.parse(begin);
    expect(elapsed).toBeGreaterThanOrEqual(retryPausesMs.reduce((sum, pause) => sum + pause));
    expect(await webhooks.disabledReason(endpoint)).toBe('failing');
    const mail = world.client.workflow.getHandle(
      `organisation-mail-webhook_disabled-${endpoint}-${delivery?.id}`,
    );
    expect((await mail.describe()).type).toBe('organisationMail');
    await mail.result();
  });

  test('that is gone (410) is switched off at once', async () => {
    receiver.answer = { status: 410 };
    const { dossier, endpoint } = await sentDossier();
    await dossier.send('accept');
    await webhooks.settled(endpoint);
    expect(types()).toEqual(['dossier.requested']);
    expect(await webhooks.disabledReason(endpoint)).toBe('gone');
    const log = await webhooks.log(endpoint);
    expect(log.map(({ status, failure }) => [status, failure])).toEqual([
      ['failed', null],
      ['failed', 'endpoint_off'],
    ]);
  });

  test('that hangs does not delay another organisation’s', async () => {
    const hanging = await startReceiver();
    hanging.answer = 'hang';
    const others = await Promise.all(Array.from({ length: 6 }, () => world.open()));
    for (const other of others) {
      await webhooks.endpoint(other.cast.organisationId, hanging.url);
      await other.send('submit');
    }
    const carried = webhooks.carry();
    await hanging.got(6);
    const { endpoint } = await sentDossier();
    await webhooks.settled(endpoint);
    expect(types()).toEqual(['dossier.requested']);
    // All the others still wait for their first answer: nothing of theirs was over before this one was through.
    expect([hanging.received.length, hanging.pending]).toEqual([6, 6]);
    await hanging.stop();
    await carried;
  });
});

test('what an endpoint missed while it was off can be sent again, in order', async () => {
  const { dossier, endpoint } = await sentDossier();
  const open = () => queries(world.database.db.em.fork());
  await sql`update webhook_endpoints set disabled_at = now(), disabled_reason = 'by_hand' where id = ${endpoint}`.execute(
    open(),
  );
  await webhooks.carry();
  await dossier.send('accept');
  await webhooks.carry();
  expect(await webhooks.log(endpoint)).toEqual([]);
  await sql`update webhook_endpoints set disabled_at = null, disabled_reason = null where id = ${endpoint}`.execute(
    open(),
  );
  const since = addMs(await world.now(), -3_600_000);
  const wanted = { id: endpoint, events: webhookEventTypes };
  const { organisationId } = dossier.cast;
  expect(await replaySince(world.database.db.em.fork(), wanted, organisationId, since)).toBe(2);
  await webhooks.settled(endpoint);
  expect(types()).toEqual(['dossier.requested', 'dossier.to_validate']);
});
