import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { aCast } from '../support/api-dossiers.ts';
import { type ApiClient, loggedIn, withKey } from '../support/api-client.ts';
import { expectLedgerToBalance, expectProjectionToMatch } from '../support/consistency.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { apiOfProduct } from '../support/product-api.ts';
import { Product, type ProductProcess } from '../support/product.ts';

let database: TestDatabase;
let product: Product;
let workers: ProductProcess[];
let apis: ProductProcess[];

beforeAll(async () => {
  database = await createTestDatabase();
  product = new Product(database.url);
  // All at once: migrations, sessions and limits must not mind.
  [workers, apis] = await Promise.all([
    Promise.all([product.startWorker(), product.startWorker()]),
    Promise.all([product.startApi(), product.startApi()]),
  ]);
});
afterAll(async () => {
  await product.stop();
  await database.drop();
});

test('two workers and two APIs share sessions, idempotency keys and dossiers', async () => {
  const [first, second] = apis.map(({ url }) => apiOfProduct(product, database, url));
  if (first === undefined || second === undefined) throw new Error('Two APIs are needed');
  const cast = await aCast(first);
  const { trainingId, sessionId } = cast;
  const elsewhere = await loggedIn(second, cast.trainee);
  const organisationElsewhere = withKey(second, cast.organisation.key);

  const key = { 'idempotency-key': randomUUID() };
  const drafts = await Promise.all(
    [cast.asTrainee, elsewhere, cast.asTrainee, elsewhere].map((client: ApiClient) =>
      client.post('/api/dossiers', { trainingId, sessionId }, key),
    ),
  );
  const numbers = new Set(drafts.map(({ json }) => json.number));
  expect({ statuses: [...new Set(drafts.map(({ status }) => status))], numbers: numbers.size }).toEqual({
    statuses: [201],
    numbers: 1,
  });
  const [number = ''] = numbers;

  const submissionKey = { 'idempotency-key': randomUUID() };
  const submissions = await Promise.all(
    [cast.asTrainee, elsewhere].map((client) =>
      client.post(`/api/dossiers/${number}/submission`, {}, submissionKey),
    ),
  );
  expect(submissions.map(({ status, json }) => [status, json.version])).toEqual([
    [200, 2],
    [200, 2],
  ]);

  const replies = await Promise.all([
    cast.asOrganisation.post(`/api/organisation/dossiers/${number}/reply`, { decision: 'accept' }),
    organisationElsewhere.post(`/api/organisation/dossiers/${number}/reply`, { decision: 'refuse' }),
  ]);
  expect(replies.map(({ status }) => status).sort()).toEqual([200, 409]);
  await expectProjectionToMatch(database.db, [number]);
  await expectLedgerToBalance(database.db);
});

test('each stops by itself within its grace when asked to', async () => {
  const codes = await Promise.all([...workers, ...apis].map((process) => process.stop()));
  expect(codes).toEqual([0, 0, 0, 0]);
});
