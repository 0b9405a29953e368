import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { instant, parisDay } from '../../domain/calendar/paris-time.ts';
import { parseDossierNumber } from '../../domain/dossier/number.ts';
import { dossierWorkflowId } from '../../workflows/dossier/contract.ts';
import {
  aCast,
  type ApiCast,
  fromToday,
  sentDossier,
  sessionToday,
  validatedDossier,
} from '../support/api-dossiers.ts';
import { ApiClient } from '../support/api-client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { apiOfProduct } from '../support/product-api.ts';
import { Product } from '../support/product.ts';
import { readable } from '../support/readable-history.ts';
import { testStack } from '../support/stack.ts';

const { History } = temporal.api.history.v1;
const { DescribeWorkflowExecutionResponse: Description } = temporal.api.workflowservice.v1;
const freeText = 'Madame Canari-Secret a écrit à ce sujet';
let database: TestDatabase;
let product: Product;
let cast: ApiCast;
let numbers: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  product = new Product(database.url, { LOG_LEVEL: 'trace', POLICY_VERSION: fromToday });
  const [, api] = await Promise.all([product.startWorker(), product.startApi()]);
  const stand = apiOfProduct(product, database, api.url);
  cast = await aCast(stand, { balanceCents: 500_000, ...sessionToday() });
  numbers = [await wholeLife(), await refusal(), await proposal()];
  await badRequests(new ApiClient(stand));
});
afterAll(async () => {
  await product.stop();
  await database.drop();
});

async function wholeLife(): Promise<string> {
  const number = await validatedDossier(cast);
  const today = parisDay(instant(Date.now()));
  await cast.asOrganisation.post(`/api/organisation/dossiers/${number}/entry`, { enteredOn: today });
  await cast.asOrganisation.post(`/api/organisation/dossiers/${number}/end`, { endedOn: today });
  return number;
}

async function refusal(): Promise<string> {
  const number = await sentDossier(cast);
  const body = { decision: 'refuse', reason: freeText };
  await cast.asOrganisation.post(`/api/organisation/dossiers/${number}/reply`, body);
  return number;
}

async function proposal(): Promise<string> {
  const number = await sentDossier(cast);
  const body = { decision: 'propose', changes: { note: freeText } };
  await cast.asOrganisation.post(`/api/organisation/dossiers/${number}/reply`, body);
  await cast.asOrganisation.post(`/api/organisation/dossiers/${number}/cancellation`, { reason: freeText });
  return number;
}

/** What goes wrong is logged, and must not be logged with what was sent. */
async function badRequests(stranger: ApiClient): Promise<void> {
  const { nir, email } = cast.trainee;
  await stranger.post('/api/session', { nir, password: 'Canari-Faux-Passe-1' });
  await stranger.post('/api/session', `{"nir": "${nir}", "broken`);
  await stranger.get(`/api/dossiers/${nir}?q=${encodeURIComponent(email)}`);
  await cast.asTrainee.post('/api/dossiers', { trainingId: nir, sessionId: email });
}

/** Everything that would tell who it is about. */
function canaries(): string[] {
  const { nir, email, password } = cast.trainee;
  return [
    nir,
    nir.slice(0, 13),
    email,
    password,
    '+33100000000',
    'Exemple',
    'Canari-Secret',
    'Canari-Faux-Passe',
  ];
}

test('no NIR, name, email, phone or free text stands in a workflow history, memo or search attribute', async () => {
  const connection = await Connection.connect({ address: testStack.temporalAddress });
  try {
    const client = new Client({ connection });
    for (const number of numbers) {
      const handle = client.workflow.getHandle(dossierWorkflowId(parseDossierNumber(number)));
      const history = History.toObject(History.create(await handle.fetchHistory()));
      const description = Description.toObject(Description.create((await handle.describe()).raw));
      const exported = `${readable(history)}\n${readable(description)}`;
      // Proof that payloads are searched too, and not only the events around them.
      expect(exported).toContain('Anglais professionnel');
      expect(canaries().filter((canary) => exported.includes(canary))).toEqual([]);
    }
  } finally {
    await connection.close();
  }
});

test('nor in what the worker and the API log, whatever is sent', () => {
  const written = product.written();
  expect(written).toContain('/api/session');
  expect(canaries().filter((canary) => written.includes(canary))).toEqual([]);
});
