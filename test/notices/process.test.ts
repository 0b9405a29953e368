import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { Client, Connection, WorkflowFailedError, WorkflowNotFoundError } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { sql } from 'kysely';
import getPort from 'get-port';
import { queries } from '../../db/database.ts';
import { planAccountNotice } from '../../db/notices/plan-account-notice.ts';
import type { Mailbox } from '../../dev/mailbox/start-mailbox.ts';
import { waitFor } from '../../dev/wait-for.ts';
import { instant, parisDay } from '../../domain/calendar/paris-time.ts';
import { noticeDeliveryId } from '../../workflows/notices/contract.ts';
import {
  aCast,
  type ApiCast,
  expected,
  fromToday,
  sentDossier,
  sessionToday,
  validatedDossier,
  validation,
} from '../support/api-dossiers.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { mailTo, startTestMailbox } from '../support/mailbox.ts';
import { apiOfProduct } from '../support/product-api.ts';
import { Product, type ProductProcess } from '../support/product.ts';
import { testStack } from '../support/stack.ts';

const { History } = temporal.api.history.v1;
const secret = `whsec_${Buffer.alloc(24, 3).toString('base64')}`;
let database: TestDatabase;
let mailbox: Mailbox;
let product: Product;
let worker: ProductProcess;
let cast: ApiCast;
let connection: Connection;
let client: Client;

beforeAll(async () => {
  database = await createTestDatabase();
  connection = await Connection.connect({ address: testStack.temporalAddress });
  client = new Client({ connection });
  const apiPort = await getPort();
  const url = `http://127.0.0.1:${apiPort}/api/webhooks/resend`;
  mailbox = await startTestMailbox({ webhook: { url, secret, retryPausesMs: [200, 1000, 5000] } });
  product = new Product(database.url, {
    LOG_LEVEL: 'trace',
    POLICY_VERSION: fromToday,
    RESEND_API_KEY: mailbox.apiKey,
    RESEND_BASE_URL: mailbox.url,
    RESEND_WEBHOOK_SECRET: secret,
    MAIL_FROM: 'Dossiers <dossiers@example.fr>',
    MAIL_PER_SECOND: '50',
  });
  const [started, api] = await Promise.all([product.startWorker(), product.startApi(apiPort)]);
  worker = started;
  cast = await aCast(apiOfProduct(product, database, api.url), {
    balanceCents: 500_000,
    ...sessionToday(),
  });
});
afterEach(() => mailbox.weather.clear());
afterAll(async () => {
  await product.stop();
  await connection.close();
  await mailbox.close();
  await database.drop();
});

function subjectsTo(address: string, number: string): string[] {
  return mailbox
    .mails(address)
    .filter(({ subject }) => subject.includes(number))
    .map(({ subject }) => subject.replace(/ \(.*\)$/, ''));
}

/** What the relays last said in their logs. */
const relayLines = () =>
  product
    .written()
    .split('\n')
    .filter((line) => line.includes('relay'))
    .slice(-15)
    .join('\n');

test('the running product tells both sides the story, and the timeline says what became of each mail', async () => {
  const number = await validatedDossier(cast);
  const today = parisDay(instant(Date.now()));
  await cast.asOrganisation.post(`/api/organisation/dossiers/${number}/entry`, { enteredOn: today });
  await mailTo(mailbox, cast.trainee.email, ({ subject }) => subject.startsWith('Votre entrée'));
  await mailTo(mailbox, 'contact@organisme.test', ({ subject }) => subject.startsWith('Inscription validée'));
  expect(subjectsTo(cast.trainee.email, number)).toEqual([
    'Votre demande d’inscription est envoyée',
    'Votre inscription est à finaliser',
    'Votre inscription est validée',
    'Votre entrée en formation est déclarée',
  ]);
  expect(subjectsTo('contact@organisme.test', number)).toEqual([
    'Nouvelle demande d’inscription',
    'Inscription validée',
  ]);
  await waitFor(async () => {
    const { json } = await cast.asTrainee.get(`/api/dossiers/${number}/events`);
    const told = (json.items as unknown as { type: string; mail: { label: string } | null }[]).map(
      ({ type, mail }) => `${type}: ${mail?.label ?? ''}`,
    );
    expect(told).toEqual([
      'open: ',
      'submit: email remis',
      'accept: email remis',
      'validate: email remis',
      'declare_entry: email remis',
    ]);
  });
});

test('a notice about an account leaves once for its reference, and only when its transaction stands', async () => {
  const { id, email } = cast.trainee;
  const reference = randomUUID();
  const notice = { personId: id, kind: 'password_changed', reference, at: Date.now() } as const;
  const rolledBack = database.db.em.fork().transactional(async (em) => {
    await planAccountNotice(queries(em), { ...notice, reference: 'never' });
    throw new Error('rolled back');
  });
  await expect(rolledBack).rejects.toThrow('rolled back');
  for (let time = 0; time < 2; time += 1) {
    await database.db.em.fork().transactional((em) => planAccountNotice(queries(em), notice));
  }
  const isIt = ({ subject }: { subject: string }) => subject === 'Votre mot de passe a été modifié';
  await mailTo(mailbox, email, isIt);
  await settled(`person-${id}`);
  expect(mailbox.mails(email).filter(isIt)).toHaveLength(1);
});

test('a mail that leaves at the first try costs no workflow; one that does not leave has one, and those after it wait', async () => {
  const number = await sentDossier(cast);
  await mailTo(mailbox, cast.trainee.email, ({ subject }) => subject.includes(number));
  await settled(`${number}-trainee`);
  await expect(deliveryOf(number, 2).describe()).rejects.toThrow(WorkflowNotFoundError);

  mailbox.weather.set({ service: 'unavailable' });
  await expected(
    200,
    cast.asOrganisation.post(`/api/organisation/dossiers/${number}/reply`, { decision: 'accept' }),
  );
  const delivery = deliveryOf(number, 3);
  await waitFor(() => delivery.describe());
  await expected(200, validation(cast, number));
  mailbox.weather.clear();
  await delivery.result();
  await settled(`${number}-trainee`);
  expect(subjectsTo(cast.trainee.email, number)).toEqual([
    'Votre demande d’inscription est envoyée',
    'Votre inscription est à finaliser',
    'Votre inscription est validée',
  ]);
});

test('a refusal is told with the organisation’s reason and how to reach it, also when it has to wait', async () => {
  const number = await sentDossier(cast);
  await settled(`${number}-trainee`);
  mailbox.weather.set({ service: 'unavailable' });
  const refusal = { decision: 'refuse', reason: 'Le groupe est complet.' };
  await expected(200, cast.asOrganisation.post(`/api/organisation/dossiers/${number}/reply`, refusal));
  await waitFor(() => deliveryOf(number, 3).describe()).catch((error: unknown) => {
    throw new Error(`no workflow has the mail; the relays said:\n${relayLines()}`, { cause: error });
  });
  mailbox.weather.clear();
  const isIt = ({ subject }: { subject: string }) => subject.includes('refusé') && subject.includes(number);
  await mailTo(mailbox, cast.trainee.email, isIt);
  const text = mailbox.mails(cast.trainee.email).find(isIt)?.text;
  expect(text).toContain('Motif donné par l’organisme : « Le groupe est complet. »');
  expect(text).toContain('Contact de l’organisme : contact@organisme.test');
  expect(text).not.toContain('/messages');
});

test('a mail that is refused for good fails a workflow, where operators see it', async () => {
  await sql`update trainees set email = 'refused@exemple.test' where id = ${cast.trainee.id}`.execute(
    queries(database.db.em.fork()),
  );
  const number = await sentDossier(cast);
  const refusal = deliveryOf(number, 2);
  await waitFor(() => refusal.describe());
  await expect(refusal.result()).rejects.toThrow(WorkflowFailedError);
  await sql`update trainees set email = ${cast.trainee.email} where id = ${cast.trainee.id}`.execute(
    queries(database.db.em.fork()),
  );
});

test('a worker that is killed between sending and noting it sends the mail once', async () => {
  mailbox.clear();
  // The mails are kept, and the answers take longer than the worker lives.
  mailbox.weather.set({ answerDelayMs: 60_000 });
  const number = await sentDossier(cast);
  await mailTo(mailbox, cast.trainee.email, ({ subject }) => subject.includes(number));
  await mailTo(mailbox, 'contact@organisme.test', ({ subject }) => subject.includes(number));
  await worker.kill();
  mailbox.weather.clear();
  worker = await product.startWorker();
  for (const audience of ['trainee', 'organisation']) await settled(`${number}-${audience}`);
  expect(subjectsTo(cast.trainee.email, number)).toHaveLength(1);
  expect(subjectsTo('contact@organisme.test', number)).toHaveLength(1);
});

test('no history of notices, and no log, holds an address, a name or what a mail says', async () => {
  const { rows } = await sql<{ id: string }>`select id from notices`.execute(queries(database.db.em.fork()));
  const ids = rows.map(({ id }) => noticeDeliveryId({ notice: id }));
  const started = await Promise.all(ids.map(isStarted));
  const deliveries = ids.filter((_, index) => started[index]);
  expect(deliveries).not.toEqual([]);
  const canaries = [
    cast.trainee.email,
    'organisme.test',
    'Exemple',
    'Votre inscription',
    'Anglais professionnel',
    'Le groupe est complet',
  ];
  for (const id of deliveries) {
    const history = History.toObject(History.create(await client.workflow.getHandle(id).fetchHistory()));
    const text = readable(history);
    expect(text).toContain('summary');
    expect(canaries.filter((canary) => text.includes(canary))).toEqual([]);
  }
  expect(canaries.filter((canary) => product.written().includes(canary))).toEqual([]);
});

/** The workflow that delivers the trainee's mail about a version, if it has one. */
function deliveryOf(number: string, version: number) {
  return client.workflow.getHandle(noticeDeliveryId({ notice: `${number}-${version}-trainee` }));
}

async function settled(stream: string): Promise<void> {
  const rows = async () => {
    const { rows: left } =
      await sql`select id from notices where stream = ${stream} and status = 'planned'`.execute(
        queries(database.db.em.fork()),
      );
    expect(left).toEqual([]);
  };
  // What a worker had claimed that was killed is taken up after 20 seconds.
  await waitFor(rows);
}

async function isStarted(workflowId: string): Promise<boolean> {
  return await client.workflow
    .getHandle(workflowId)
    .describe()
    .then(
      () => true,
      (error: unknown) => {
        if (error instanceof WorkflowNotFoundError) return false;
        throw error;
      },
    );
}

/** Payloads are bytes: they are searched as the text they hold. */
function readable(exported: object): string {
  return JSON.stringify(exported, (_key, value: unknown) =>
    ArrayBuffer.isView(value)
      ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString()
      : value,
  );
}
