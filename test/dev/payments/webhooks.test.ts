import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { startPaymentServer, type PaymentServer } from '../../../dev/payments/server.ts';
import { testCards } from '../../../dev/payments/test-cards.ts';
import { waitFor } from '../../../dev/wait-for.ts';
import { useTemporaryFolder } from '../temporary-folder.ts';
import { clientOf, testKeys } from './payment-server.ts';
import { payWith } from './requests.ts';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts';

const paidTypes = [
  'charge.succeeded',
  'checkout.session.completed',
  'payment_intent.created',
  'payment_intent.succeeded',
];

const soon = { everyMs: 10 };

describe('a webhook of the local Stripe', () => {
  let receiver: WebhookReceiver;
  let server: PaymentServer;
  let stripe: Stripe;

  // Before the folder's own hook, which deletes it: hooks run in the order of their definition.
  afterEach(async () => {
    await server.close();
    await receiver.close();
  });
  const folder = useTemporaryFolder();

  async function start(secret = testKeys.webhookSecret, pausesMs = [1, 1, 1]): Promise<void> {
    server = await startPaymentServer({
      secretKey: testKeys.secretKey,
      webhook: { url: receiver.url, secret },
      webhookPausesMs: pausesMs,
      journalFile: join(folder.path, 'payments.json'),
    });
    stripe = clientOf(server.url);
  }
  const pay = () => payWith(stripe, server.control, testCards.accepted.number);
  const types = (): string[] => receiver.events.map(({ type }) => type);
  const statuses = (): string[] =>
    Object.values(server.control.state().deliveries).map(({ status }) => status);
  const delivered = () =>
    waitFor(() => Promise.resolve(expect(new Set(statuses())).toEqual(new Set(['delivered']))), soon);

  beforeEach(async () => {
    receiver = await startWebhookReceiver();
    await start();
  });

  it('is signed so that the real client accepts it, and carries the object as it was', async () => {
    const { session } = await pay();
    await delivered();
    expect(types().sort()).toEqual(paidTypes);
    const completed = receiver.events.find(({ type }) => type === 'checkout.session.completed');
    expect(completed?.data.object).toMatchObject({ id: session.id, payment_status: 'paid' });
    expect(completed?.request).toEqual({ id: null, idempotency_key: null });
  });

  it('names the request that brought it about', async () => {
    const { intent } = await pay();
    await stripe.refunds.create({ payment_intent: intent.id }, { idempotencyKey: 'refund:1' });
    await delivered();
    const created = receiver.events.find(({ type }) => type === 'refund.created');
    expect(created?.request?.idempotency_key).toBe('refund:1');
  });

  it('with another secret is refused by the real client', async () => {
    await server.close();
    await start('whsec_another', []);
    await pay();
    await waitFor(() => Promise.resolve(expect(new Set(statuses())).toEqual(new Set(['failed']))), soon);
    expect(receiver.events).toEqual([]);
  });

  it('is sent again until it is answered with a 2xx', async () => {
    receiver.answers.push(500, 503, 302, 404);
    await pay();
    await delivered();
    expect(receiver.events.length).toBe(8);
    expect(new Set(types())).toEqual(new Set(paidTypes));
  });

  it('that was not delivered is kept across a restart', async () => {
    server.control.holdWebhooks();
    await pay();
    expect(new Set(statuses())).toEqual(new Set(['held']));
    await server.close();
    await start();
    expect(await server.control.releaseWebhooks()).toHaveLength(4);
    expect(types().sort()).toEqual(paidTypes);
  });

  it('that waits for its next attempt is sent after a restart', async () => {
    await server.close();
    await start(testKeys.webhookSecret, [3_600_000]);
    receiver.answers.push(500, 500, 500, 500);
    await pay();
    await server.control.webhooksIdle();
    expect(statuses()).toEqual(['waiting', 'waiting', 'waiting', 'waiting']);
    server.control.advanceClock(3_600_000);
    await delivered();
  });

  it('can be held, reversed and sent twice', async () => {
    server.control.holdWebhooks();
    await pay();
    expect(receiver.events).toEqual([]);
    const sent = await server.control.releaseWebhooks({ order: 'reversed', copies: 2 });
    expect(types()).toEqual(sent);
    expect(sent.slice(0, 3)).toEqual([
      'checkout.session.completed',
      'checkout.session.completed',
      'payment_intent.succeeded',
    ]);
    expect(new Set(receiver.events.map(({ id }) => id)).size).toBe(4);
  });

  it('can be shuffled, and let go by type', async () => {
    server.control.holdWebhooks();
    await pay();
    const only = { types: ['checkout.session.completed'] };
    expect(await server.control.releaseWebhooks(only)).toEqual(['checkout.session.completed']);
    expect(server.control.state().holding).toBe(true);
    expect((await server.control.releaseWebhooks({ order: 'shuffled' })).sort()).toEqual(
      paidTypes.filter((type) => type !== 'checkout.session.completed'),
    );
  });

  it('can be lost: only the list of events has it', async () => {
    server.control.holdWebhooks();
    await pay();
    expect(server.control.dropWebhooks()).toBe(4);
    expect(await server.control.releaseWebhooks()).toEqual([]);
    expect(receiver.events).toEqual([]);
    const { data } = await stripe.events.list({ types: ['checkout.session.completed'] });
    expect(data).toHaveLength(1);
  });

  it('can be sent once more by hand', async () => {
    await pay();
    await delivered();
    const [id] = Object.keys(server.control.state().deliveries);
    expect(await server.control.sendAgain(id ?? '')).toBe(true);
    expect(receiver.events).toHaveLength(5);
  });
});
