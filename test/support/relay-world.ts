import { randomUUID } from 'node:crypto';
import { Client } from '@temporalio/client';
import { NativeConnection, type Worker } from '@temporalio/worker';
import { sql } from 'kysely';
import { pino } from 'pino';
import { createResendMailer } from '../../activities/mail/resend-mailer.ts';
import type { NoticeDependencies } from '../../activities/notices/dependencies.ts';
import { Slots } from '../../activities/webhooks/slots.ts';
import { queries } from '../../db/database.ts';
import { planAccountNotice } from '../../db/notices/plan-account-notice.ts';
import { createSecretBox } from '../../db/secret-box.ts';
import { createEndpoint } from '../../db/webhooks/endpoints.ts';
import type { Mailbox } from '../../dev/mailbox/start-mailbox.ts';
import { webhookEventTypes } from '../../domain/webhooks/event-types.ts';
import { createMailWorker } from '../../worker/create-mail-worker.ts';
import { sendOrganisationMail } from '../../worker/create-webhook-worker.ts';
import { type OutboxRelay, startOutboxRelay } from '../../worker/relay/outbox-relay.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { startTestMailbox } from './mailbox.ts';
import { publicUrl, testUnsubscribe } from './mail-world.ts';
import { quietRuntime } from './quiet-runtime.ts';
import { startDossierWorker } from './worker.ts';
import { testStack } from './stack.ts';
import { confirmEndpoint } from './webhook-world.ts';

/** How a test's relay differs from the product's. */
export interface RelayOptions {
  /** A minute unless given: what arrives sooner was not found by looking. */
  pollMs?: number;
  /** Where it listens. */
  databaseUrl?: string;
  perSecond?: number;
}

/** A database, a mailbox, the worker of mails that did not leave at once, and any number of relays, each as of a process. */
export interface RelayWorld {
  readonly database: TestDatabase;
  readonly mailbox: Mailbox;
  readonly client: Client;
  readonly notices: NoticeDependencies;
  relay(options?: RelayOptions): OutboxRelay;
  /** Plans notices to one person, one after the other; gives their ids. */
  plan(personId: string, count?: number): Promise<string[]>;
  /** Makes an endpoint of an organisation that wants every event; gives its id. */
  endpoint(organisationId: string, url: string): Promise<string>;
  /** Ends every relay that still runs. */
  stopRelays(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a world in which relays may run; its `stop()` belongs in `afterAll`. */
export async function startRelayWorld({ requestsPerSecond = 1000 } = {}): Promise<RelayWorld> {
  quietRuntime();
  const database = await createTestDatabase();
  const mailbox = await startTestMailbox({ requestsPerSecond });
  const connection = await NativeConnection.connect({ address: testStack.temporalAddress });
  const client = new Client({ connection });
  const { db } = database;
  const taskQueue = `relay-${randomUUID()}`;
  const secrets = createSecretBox([['test', Buffer.alloc(32, 7).toString('base64')]]);
  const notices: NoticeDependencies = {
    ...{ db, baseUrl: publicUrl, unsubscribe: testUnsubscribe, perSecond: 500 },
    mailer: createResendMailer({ apiKey: mailbox.apiKey, baseUrl: mailbox.url, from: 'dossiers@example.fr' }),
  };
  const worker: Worker = await createMailWorker({ ...notices, connection, namespace: 'default', taskQueue });
  const { temporalAddress } = testStack;
  const workflows = await startDossierWorker({ db, temporalAddress, taskQueue });
  const running = worker.run();
  const relays: OutboxRelay[] = [];
  const stopRelays = async () => void (await Promise.all(relays.splice(0).map((relay) => relay.stop())));
  return {
    ...{ database, mailbox, client, notices, stopRelays },
    relay: ({ pollMs = 60_000, databaseUrl = database.url, perSecond = 500 } = {}) => {
      const relay = startOutboxRelay({
        ...{ db, databaseUrl, pollMs, log: pino({ level: 'silent' }) },
        mails: { ...notices, perSecond, client, taskQueue },
        webhooks: {
          ...{ db, secrets, client, taskQueue, slots: new Slots(), now: Date.now },
          network: { allowPrivate: true, resolve: () => Promise.resolve(['127.0.0.1']) },
          sendMail: sendOrganisationMail(client, taskQueue),
        },
      });
      relays.push(relay);
      return relay;
    },
    plan: async (personId, count = 1) => {
      const ids: string[] = [];
      for (let one = 0; one < count; one += 1) {
        const notice = {
          personId,
          kind: 'password_changed',
          reference: randomUUID(),
          at: Date.now(),
        } as const;
        await planAccountNotice(queries(db.em.fork()), notice);
        ids.push(`${notice.kind}-${personId}-${notice.reference}`);
      }
      return ids;
    },
    endpoint: async (organisationId, url) => {
      const id = randomUUID();
      const wish = { id, url, description: '', events: webhookEventTypes };
      await createEndpoint(db.em.fork(), secrets, organisationId, wish);
      await confirmEndpoint(db, id);
      return id;
    },
    stopRelays,
    stop: async () => {
      await stopRelays();
      worker.shutdown();
      await workflows.stop();
      await running;
      await connection.close();
      await mailbox.close();
      await database.drop();
    },
  };
}

/** What became of notices, by id. */
export async function statusesOf({ database }: RelayWorld, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string; status: string }>`
    select id, status from notices where id = any(${[...ids]})`.execute(queries(database.db.em.fork()));
  const found = new Map(rows.map(({ id, status }) => [id, status]));
  return ids.map((id) => found.get(id) ?? 'missing');
}
