import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type PaymentServer, startPaymentServer } from '../../dev/payments/server.ts';
import { testCards } from '../../dev/payments/test-cards.ts';
import { acceptedDossier, aCast, type ApiCast, validation } from '../support/api-dossiers.ts';
import type { Json } from '../support/api-document.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { chargesOf, refundsOf, stripeKeys } from '../support/paying-world.ts';
import { untilAnswered } from '../support/persistent-client.ts';
import { apiOfProduct } from '../support/product-api.ts';
import { Product, type ProductProcess } from '../support/product.ts';

let database: TestDatabase;
let server: PaymentServer;
let product: Product;
let worker: ProductProcess;
let cast: ApiCast;

beforeAll(async () => {
  database = await createTestDatabase();
  // Its webhooks go nowhere: what was paid is found out by asking.
  server = await startPaymentServer({ secretKey: stripeKeys.secretKey });
  product = new Product(database.url, {
    STRIPE_SECRET_KEY: stripeKeys.secretKey,
    STRIPE_API_BASE: server.url,
    PAYMENT_RECONCILIATION_SECONDS: '1',
  });
  const [started, api] = await Promise.all([product.startWorker(), product.startApi()]);
  worker = started;
  cast = await aCast(apiOfProduct(product, database, api.url), {
    balanceCents: 100_000,
    priceCents: 120_000,
  });
});
afterAll(async () => {
  await product.stop();
  await server.close();
  await database.drop();
});

/** Holds the next answer of Stripe back, once it has acted. */
function holdAnswer(method: 'GET' | 'POST', path: string): void {
  server.control.addFault({ path, method, times: 1, when: 'after', answer: 'wait' });
}

/** Kills the worker while it waits for the answer that is held back, then starts another. */
async function killWhileWaiting(): Promise<void> {
  while (server.control.state().waitingRequests === 0)
    await new Promise((resolve) => setTimeout(resolve, 20));
  await worker.kill();
  server.control.releaseRequests();
  worker = await product.startWorker();
}

async function untilState(number: string, wished: (dossier: Json) => boolean): Promise<Json> {
  for (;;) {
    const { json } = await cast.asTrainee.get(`/api/dossiers/${number}`);
    if (wished(json)) return json;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test('a worker killed between Stripe’s answer and its record opens one page, charges once and refunds once', async () => {
  const number = await acceptedDossier(cast);
  await validation(cast, number);

  const pay = () => untilAnswered(cast.asTrainee, `/api/dossiers/${number}/payment`, {}, 'pay-once');
  holdAnswer('POST', '/v1/checkout/sessions');
  await Promise.all([pay(), killWhileWaiting()]);
  const { json } = await pay();
  const sessions = Object.values(server.control.state().sessions).map(({ session }) => session);
  expect(sessions.map(({ url }) => url)).toEqual([json.checkoutUrl]);

  server.control.pay(sessions[0]?.id ?? '', testCards.accepted.number);
  await untilState(number, ({ state }) => state === 'validated');

  const cancel = () =>
    untilAnswered(cast.asTrainee, `/api/dossiers/${number}/cancellation`, {}, 'cancel-once');
  holdAnswer('POST', '/v1/refunds');
  await Promise.all([cancel(), killWhileWaiting()]);
  const ended = await untilState(number, ({ payment }) => payment?.refunds[0]?.status === 'done');
  expect(ended.state).toBe('cancelled');
  expect(chargesOf({ server }, number)).toEqual([{ taken: 20_000, givenBack: 20_000 }]);
  expect(refundsOf({ server }, number)).toHaveLength(1);
});

test('a worker killed while it asks about payments leaves it to another within seconds, not minutes', async () => {
  const number = await acceptedDossier(cast);
  await validation(cast, number);
  const { json } = await untilAnswered(cast.asTrainee, `/api/dossiers/${number}/payment`, {}, 'pay-later');
  holdAnswer('GET', '/v1/events');
  await killWhileWaiting();
  server.control.pay(
    json.checkoutUrl.slice(json.checkoutUrl.lastIndexOf('/') + 1),
    testCards.accepted.number,
  );
  await untilState(number, ({ state }) => state === 'validated');
});
