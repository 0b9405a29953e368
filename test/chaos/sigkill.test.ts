import { randomInt, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { instant, parisDay } from '../../domain/calendar/paris-time.ts';
import { currentTermsVersion } from '../../domain/policy/terms.ts';
import { aCast, type ApiCast, fromToday, sessionToday } from '../support/api-dossiers.ts';
import { accountOf, expectLedgerToBalance, expectProjectionToMatch } from '../support/consistency.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { untilAnswered } from '../support/persistent-client.ts';
import { apiOfProduct } from '../support/product-api.ts';
import { Product, type ProductProcess } from '../support/product.ts';

jest.setTimeout(400_000);

const kills = 24;
const atOnce = 4;
const longestPauseMs = 700;

let database: TestDatabase;
let product: Product;
let worker: ProductProcess;
let api: ProductProcess;

beforeAll(async () => {
  database = await createTestDatabase();
  product = new Product(database.url, { POLICY_VERSION: fromToday });
  [worker, api] = await Promise.all([product.startWorker(), product.startApi()]);
});
afterAll(async () => {
  await product.stop();
  await database.drop();
});

/** One whole life over HTTP; every message is sent again under the same key until it is answered. */
async function live(cast: ApiCast): Promise<string> {
  const { asTrainee, asOrganisation, trainingId, sessionId } = cast;
  const today = parisDay(instant(Date.now()));
  const draft = await untilAnswered(asTrainee, '/api/dossiers', { trainingId, sessionId }, randomUUID());
  expect(draft.status).toBe(201);
  const { number } = draft.json;
  const consent = {
    rightsConsent: true,
    rightsCents: 100,
    remainderCents: 0,
    termsVersion: currentTermsVersion,
  };
  const steps = [
    [asTrainee, `/api/dossiers/${number}/submission`, {}],
    [asOrganisation, `/api/organisation/dossiers/${number}/reply`, { decision: 'accept' }],
    [asTrainee, `/api/dossiers/${number}/validation`, consent],
    [asOrganisation, `/api/organisation/dossiers/${number}/entry`, { enteredOn: today }],
    [asOrganisation, `/api/organisation/dossiers/${number}/end`, { endedOn: today }],
  ] as const;
  for (const [client, path, body] of steps) {
    const { status, text } = await untilAnswered(client, path, body, randomUUID());
    expect({ path, status, text: status === 200 ? '' : text }).toEqual({ path, status: 200, text: '' });
  }
  return number;
}

async function killOften(): Promise<void> {
  for (let count = 0; count < kills; count += 1) {
    await sleep(randomInt(longestPauseMs));
    if (count % 2 === 0) {
      await worker.kill();
      worker = await product.startWorker();
    } else {
      const port = Number(new URL(api.url).port);
      await api.kill();
      api = await product.startApi(port);
    }
  }
}

test(`${kills} kills of worker and API at random moments lose no accepted message and repeat none`, async () => {
  const stand = apiOfProduct(product, database, api.url);
  const casts = await Promise.all(
    Array.from({ length: atOnce }, () =>
      aCast(stand, { balanceCents: 1_000_000, priceCents: 100, ...sessionToday() }),
    ),
  );
  let killing = true;
  const killed = killOften().finally(() => (killing = false));
  const lives = casts.map(async (cast) => {
    const numbers: string[] = [];
    while (killing) numbers.push(await live(cast));
    return numbers;
  });
  const numbers = await Promise.all(lives);
  await killed;

  expect(numbers.flat().length).toBeGreaterThan(atOnce);
  await expectProjectionToMatch(database.db, numbers.flat());
  await expectLedgerToBalance(database.db);
  for (const [index, { trainee }] of casts.entries()) {
    const spent = (numbers[index]?.length ?? 0) * 100;
    expect(await accountOf(database.db, trainee.id)).toEqual({ available: 1_000_000 - spent, reserved: 0 });
  }
});
