import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { type PaymentServer, startPaymentServer } from '../../dev/payments/server.ts';
import { testCards } from '../../dev/payments/test-cards.ts';
import { startApi, type TestApi } from '../support/api.ts';
import type { Json } from '../support/api-document.ts';
import { acceptedDossier, aCast, type ApiCast, validation } from '../support/api-dossiers.ts';
import { stripeKeys } from '../support/paying-world.ts';
import { quietRuntime } from '../support/quiet-runtime.ts';
import { testStack } from '../support/stack.ts';
import { type RunningWorker, startDossierWorker } from '../support/worker.ts';

let api: TestApi;
let server: PaymentServer;
let worker: RunningWorker;
beforeAll(async () => {
  quietRuntime();
  const { secretKey, webhookSecret } = stripeKeys;
  api = await startApi({ env: { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret } });
  const webhook = { url: `${api.baseUrl}/api/webhooks/stripe`, secret: webhookSecret };
  server = await startPaymentServer({ secretKey, webhook });
  worker = await startDossierWorker({
    db: api.db,
    temporalAddress: testStack.temporalAddress,
    taskQueue: api.taskQueue,
    stripe: { secretKey, apiBase: server.url },
  });
});
afterEach(() => server.control.clearFaults());
afterAll(async () => {
  await server.close();
  await worker.stop();
  await api.stop();
});

interface Due {
  cast: ApiCast;
  number: string;
  pay: (key?: string) => ReturnType<ApiCast['asTrainee']['post']>;
}

/** A dossier whose remainder of 200 € is due. */
async function due(): Promise<Due> {
  const cast = await aCast(api, { balanceCents: 100_000, priceCents: 120_000 });
  const number = await acceptedDossier(cast);
  expect((await validation(cast, number)).status).toBe(200);
  const pay: Due['pay'] = (key) =>
    cast.asTrainee.post(
      `/api/dossiers/${number}/payment`,
      {},
      key === undefined ? {} : { 'idempotency-key': key },
    );
  return { cast, number, pay };
}

async function seen({ cast, number }: Due, wished: (dossier: Json) => boolean): Promise<Json> {
  for (let attempt = 0; attempt < 400; attempt += 1) {
    const { json } = await cast.asTrainee.get(`/api/dossiers/${number}`);
    if (wished(json)) return json;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('the dossier never became as wished');
}

function sessionAt(url: string): string {
  const found = Object.values(server.control.state().sessions).find(({ session }) => session.url === url);
  if (found === undefined) throw new Error('no such page');
  return found.session.id;
}

test('says where to pay: in French, in euros, with the dossier’s number and nothing about the person', async () => {
  const dossier = await due();
  const answer = await dossier.pay();
  expect(answer.status).toBe(200);
  const session = server.control.state().sessions[sessionAt(answer.json.checkoutUrl)]?.session;
  expect(session).toMatchObject({
    amount_total: 20_000,
    currency: 'eur',
    locale: 'fr',
    metadata: { dossier: dossier.number, sequence: '1' },
    success_url: expect.stringContaining(`/dossiers/${dossier.number}?paiement=`),
  });
  const { name, email } = dossier.cast.trainee as unknown as Record<string, string>;
  for (const secret of [name, email]) {
    if (secret !== undefined) expect(JSON.stringify(session)).not.toContain(secret);
  }
});

test('an attempt that met a Stripe that was down succeeds under the same key once it answers', async () => {
  const dossier = await due();
  server.control.addFault({ path: '/v1/checkout', times: 1_000, when: 'before', answer: 500 });
  const refused = await dossier.pay('the-same-key');
  expect([refused.status, refused.json.code]).toEqual([503, 'payment_unavailable']);
  server.control.clearFaults();
  expect((await dossier.pay('the-same-key')).status).toBe(200);
});

test('a refusal is shown with its reason, renewed on another page, and paid', async () => {
  const dossier = await due();
  const first = await dossier.pay();
  server.control.pay(sessionAt(first.json.checkoutUrl), testCards.insufficientFunds.number);
  const refused = await seen(dossier, ({ state }) => state === 'payment_refused');
  expect(refused.payment?.failure).toEqual({
    code: 'insufficient_funds',
    message:
      'Votre paiement a été refusé : le solde de votre compte est insuffisant. Essayez une autre carte.',
  });
  expect(refused.description).toContain('le solde de votre compte est insuffisant');
  expect(refused.actions).toContain('open_payment');
  const theirs = await dossier.cast.asOrganisation.get(`/api/organisation/dossiers/${dossier.number}`);
  expect(theirs.json.payment).toMatchObject({ failure: null, refunds: [] });

  const second = await dossier.pay();
  expect(second.json.checkoutUrl).not.toBe(first.json.checkoutUrl);
  server.control.pay(sessionAt(second.json.checkoutUrl), testCards.accepted.number);
  const paid = await seen(dossier, ({ state }) => state === 'validated');
  expect(paid.payment).toMatchObject({ status: 'paid', failure: null });
  expect((await dossier.pay()).json.code).toBe('not_allowed_in_state');
});

test('cancelled after payment, the trainee is told what goes back, and what has gone back', async () => {
  const dossier = await due();
  const { json } = await dossier.pay();
  server.control.pay(sessionAt(json.checkoutUrl), testCards.accepted.number);
  await seen(dossier, ({ state }) => state === 'validated');
  await dossier.cast.asTrainee.post(`/api/dossiers/${dossier.number}/cancellation`, {});
  const ended = await seen(dossier, ({ payment }) => payment?.refunds[0]?.status === 'done');
  expect(ended.payment?.refunds[0]?.description).toMatch(
    /^Remboursement du reste à payer \(200,00\s€\) : effectué/,
  );
  const events = await dossier.cast.asTrainee.get(`/api/dossiers/${dossier.number}/events`);
  expect(events.json.items.map((event) => (event as unknown as { type: string }).type)).toContain(
    'refund_succeeded',
  );
});
