import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { registrationWorkflowId } from '../../workflows/registration/contract.ts';
import { waitFor } from '../../dev/wait-for.ts';
import type { Mailbox } from '../../dev/mailbox/start-mailbox.ts';
import type { Answer } from '../support/api-client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startTestMailbox } from '../support/mailbox.ts';
import { readable } from '../support/readable-history.ts';
import { apiOfProduct } from '../support/product-api.ts';
import { Product, type ProductProcess } from '../support/product.ts';
import { aPerson, aProfile, mailsTo, otherThan, TestRegistration } from '../support/registrations.ts';
import { testStack } from '../support/stack.ts';

const { History } = temporal.api.history.v1;
const { DescribeWorkflowExecutionResponse: Description } = temporal.api.workflowservice.v1;
let database: TestDatabase;
let mailbox: Mailbox;
let product: Product;
let processes: ProductProcess[];
let registration: TestRegistration;
const codes: string[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  mailbox = await startTestMailbox();
  product = new Product(database.url, { LOG_LEVEL: 'trace', ...mailsTo(mailbox) });
  processes = await Promise.all([product.startWorker(), product.startApi()]);
});
afterAll(async () => {
  await product.stop();
  await mailbox.close();
  await database.drop();
});

/** Both processes die at once, and others take their place. */
async function crash(): Promise<void> {
  const [, api] = processes;
  await Promise.all(processes.map((process) => process.kill()));
  processes = await Promise.all([
    product.startWorker(),
    product.startApi(Number(new URL(api?.url ?? '').port)),
  ]);
}

/** Asks again as a client does that is told to (503, `Retry-After`): under one key, which makes it one request. */
async function patiently(ask: (headers: Record<string, string>) => Promise<Answer>): Promise<Answer> {
  const headers = { 'idempotency-key': randomUUID() };
  return await waitFor(
    async () => {
      const answer = await ask(headers);
      if (answer.status === 503) throw new Error('not yet');
      return answer;
    },
    { everyMs: 500 },
  );
}

test('a registration loses nothing when worker and API crash between its steps', async () => {
  const [, api] = processes;
  const stand = apiOfProduct(product, database, api?.url ?? '');
  const person = aPerson({ birthName: 'Canari-Nom', password: 'Un Serin-jaune 42' });
  registration = new TestRegistration(stand, mailbox, person);
  const begun = await registration.begin();
  codes.push(await registration.readCode());
  await registration.enter(otherThan(codes[0] ?? ''));
  await crash();

  const later = await patiently(() => registration.client.get(registration.path));
  expect(later.json).toMatchObject({
    step: 'email_code',
    triesLeft: 3,
    codeExpiresAt: begun.json.codeExpiresAt,
  });
  expect((await patiently((headers) => registration.again(headers))).status).toBe(200);
  codes.push(await registration.readCode(...codes));
  await crash();

  const proven = await patiently((headers) =>
    registration.enter(codes[1] ?? '', registration.client, headers),
  );
  expect(proven.json).toMatchObject({ step: 'profile', triesLeft: 3 });
  await crash();

  expect((await patiently(() => registration.complete())).json.step).toBe('completed');
  expect((await registration.client.logIn(person)).status).toBe(200);
});

function canaries(): string[] {
  const { nir, email, password, birthName } = registration.person;
  return [
    nir,
    nir.slice(0, 13),
    email,
    password,
    birthName,
    ...codes,
    '$argon2',
    '33612345678',
    aProfile.address.street,
  ];
}

test('nothing of the person, no code and no hash stands in its history', async () => {
  const connection = await Connection.connect({ address: testStack.temporalAddress });
  try {
    const handle = new Client({ connection }).workflow.getHandle(registrationWorkflowId(registration.id));
    const history = History.toObject(History.create(await handle.fetchHistory()));
    const description = Description.toObject(Description.create((await handle.describe()).raw));
    const exported = `${readable(history)}\n${readable(description)}`;
    expect(exported).toContain(registration.id);
    expect(canaries().filter((canary) => exported.includes(canary))).toEqual([]);
  } finally {
    await connection.close();
  }
});

test('nor in what the worker and the API log', () => {
  const written = product.written();
  expect(written).toContain('/api/registrations/:id/email-code');
  // Six digits stand in many a timestamp: the codes are looked for as a field's value.
  const named = canaries().filter((canary) => !codes.includes(canary));
  expect(named.filter((canary) => written.includes(canary))).toEqual([]);
  expect(codes.filter((code) => new RegExp(`(?<![\\w.])${code}(?![\\w.])`).test(written))).toEqual([]);
});
