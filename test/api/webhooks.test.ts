import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { Stripe } from 'stripe';
import { queries } from '../../db/database.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { acceptedDossier, aCast, validation } from '../support/api-dossiers.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { stripeKeys } from '../support/paying-world.ts';

const env = { STRIPE_SECRET_KEY: stripeKeys.secretKey, STRIPE_WEBHOOK_SECRET: stripeKeys.webhookSecret };
let database: TestDatabase;
let api: TestApi;
let number: string;
beforeAll(async () => {
  // The worker has no payment service: nothing here is asked of one.
  database = await createTestDatabase();
  api = await startApi({ worker: true, env, database });
  const cast = await aCast(api, { balanceCents: 100_000, priceCents: 120_000 });
  number = await acceptedDossier(cast);
  await validation(cast, number);
});
afterAll(async () => {
  await api.stop();
  await database.drop();
});

interface Sending {
  secret?: string;
  /** Epoch seconds. */
  signedAt?: number;
  signature?: string | null;
  to?: TestApi;
}

async function send(body: string, sending: Sending = {}) {
  const { secret = stripeKeys.webhookSecret, signedAt, to = api } = sending;
  const timestamp = signedAt ?? Math.floor(Date.now() / 1000);
  const made = Stripe.webhooks.generateTestHeaderString({ payload: body, secret, timestamp });
  const signature = sending.signature === undefined ? made : sending.signature;
  const response = await fetch(`${to.baseUrl}/api/webhooks/stripe`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      ...(signature === null ? {} : { 'stripe-signature': signature }),
    },
    body,
  });
  const json = (await response.json()) as { code?: string; outcome?: string };
  return { status: response.status, said: json.code ?? json.outcome };
}

function anEvent(overrides: Record<string, unknown> = {}, about: Record<string, unknown> = {}) {
  const object = {
    id: `cs_test_${randomUUID()}`,
    object: 'checkout.session',
    status: 'complete',
    payment_status: 'unpaid',
    amount_total: 20_000,
    currency: 'eur',
    payment_intent: 'pi_1',
    metadata: { dossier: number, sequence: '1' },
    ...about,
  };
  const created = Math.floor(Date.now() / 1000);
  const type = 'checkout.session.completed';
  return JSON.stringify({ id: `evt_${randomUUID()}`, type, created, data: { object }, ...overrides });
}

async function versionOf(): Promise<number> {
  const { rows } = await sql<{
    version: number;
  }>`select version from dossiers where number = ${number}`.execute(queries(api.db.em.fork()));
  return rows[0]?.version ?? 0;
}

async function untilState(state: string): Promise<void> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const { rows } = await sql<{
      state: string;
    }>`select state from dossiers where number = ${number}`.execute(queries(api.db.em.fork()));
    if (rows[0]?.state === state) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`the dossier never came to be ${state}`);
}

describe('a request that Stripe did not sign now', () => {
  const now = () => Math.floor(Date.now() / 1000);
  const forged: [string, () => Sending][] = [
    ['no signature', () => ({ signature: null })],
    ['nonsense for a signature', () => ({ signature: 't=1,v1=00' })],
    ['a signature by another secret', () => ({ secret: 'whsec_other' })],
    ['a signature of an hour ago', () => ({ signedAt: now() - 3_600 })],
  ];
  test.each(forged)('with %s is refused and changes nothing', async (_, sending) => {
    const version = await versionOf();
    const answer = await send(anEvent({}, { payment_status: 'paid' }), sending());
    expect(answer).toEqual({ status: 400, said: 'webhook_signature_invalid' });
    expect(await versionOf()).toBe(version);
  });

  test.each([
    ['a connected account', { account: 'acct_1' }],
    ['the other mode', { livemode: true }],
  ])('of %s is refused and changes nothing', async (_, overrides) => {
    const version = await versionOf();
    const event = anEvent({ livemode: false, ...overrides }, { payment_status: 'paid' });
    expect(await send(event)).toEqual({ status: 400, said: 'webhook_not_ours' });
    expect(await versionOf()).toBe(version);
  });

  test('whose body was changed after it was signed is refused', async () => {
    const payload = anEvent();
    const timestamp = now();
    const secret = stripeKeys.webhookSecret;
    const signature = Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp });
    expect((await send(payload.replace('20000', '20001'), { signature })).status).toBe(400);
  });
});

describe('an event', () => {
  test('that is too large is refused before it is read', async () => {
    expect(await send(anEvent({ padding: 'x'.repeat(300_000) }))).toEqual({
      status: 413,
      said: 'body_too_large',
    });
  });

  test.each([
    ['is no JSON', 'nothing'],
    ['has no id', '{"type": "refund.updated"}'],
    ['is empty', ''],
  ])('that %s is refused with its own code', async (_, body) => {
    expect(await send(body)).toEqual({ status: 400, said: 'webhook_unreadable' });
  });

  test('of a type that means nothing here is taken and ignored', async () => {
    expect(await send(anEvent({ type: 'customer.created' }))).toEqual({ status: 200, said: 'ignored' });
  });

  test.each([
    ['without our metadata', { metadata: {} }],
    ['about no dossier number', { metadata: { dossier: '../4000000000', sequence: '1' } }],
    ['about no attempt', { metadata: { dossier: '4000000000', sequence: '-1' } }],
    ['of another shape', { status: 7 }],
  ])('%s is taken and ignored', async (_, about) => {
    expect(await send(anEvent({}, about))).toEqual({ status: 200, said: 'ignored' });
  });

  test('for a dossier that does not exist is taken, recorded and logged', async () => {
    const about = { metadata: { dossier: '4099999999', sequence: '1' } };
    expect(await send(anEvent({}, about))).toEqual({ status: 200, said: 'unknown_dossier' });
  });

  test('that says what is past, twice and at once, changes the dossier once', async () => {
    const before = await versionOf();
    const processing = anEvent();
    const answers = await Promise.all([1, 2, 3].map(() => send(processing)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    await untilState('payment_pending');
    expect(await send(processing)).toEqual({ status: 200, said: 'signalled' });
    const failed = anEvent({ type: 'checkout.session.async_payment_failed' });
    await send(failed);
    await untilState('payment_refused');
    // The beginning of the attempt, told after its end: what it happened at counts, not when it is told.
    const { created } = JSON.parse(processing) as { created: number };
    await send(anEvent({ created }));
    await send(failed);
    await send(anEvent({ type: 'checkout.session.async_payment_succeeded' }, { payment_status: 'paid' }));
    await untilState('validated');
    expect(await versionOf()).toBe(before + 3);
  });

  test('while Temporal is down is answered 503, and taken when Stripe sends it again', async () => {
    const away = await startApi({ env, database, temporalAddress: '127.0.0.1:1' });
    const event = anEvent();
    expect(await send(event, { to: away })).toEqual({ status: 503, said: 'temporarily_unavailable' });
    await away.stop();
    expect(await send(event)).toEqual({ status: 200, said: 'signalled' });
  });
});
