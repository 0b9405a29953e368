import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { Client, WithStartWorkflowOperation } from '@temporalio/client';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { Stripe } from 'stripe';
import { createStripe } from '../../activities/payments/stripe-client.ts';
import { type PaymentServer, startPaymentServer } from '../../dev/payments/server.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierMessage } from '../../domain/dossier/messages.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import * as contract from '../../workflows/dossier/contract.ts';
import { dossierStart, signalStart } from '../../workflows/dossier/start.ts';
import { reconcilePaymentsType } from '../../workflows/payments/contract.ts';
import { rowOf, sendAsApi } from '../support/dossier-world.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { stripeKeys } from '../support/paying-world.ts';
import { quietRuntime } from '../support/quiet-runtime.ts';
import { type RunningWorker, startDossierWorker } from '../support/worker.ts';
import type { CrashKind, Fate, SignalFate, Stage, Trouble, WebhookTarget } from './stage.ts';
import { giveDatabaseTheClock, setDatabaseClock } from './world-clock.ts';
import { startTimeSkipping } from '../support/time-skipping.ts';

const manyTries = Array.from({ length: 200 }, () => 1_000);
const laterMs = 3 * 3_600_000;
const pollMs = 10;
const quietPolls = 3;

interface Parts {
  env: TestWorkflowEnvironment;
  database: TestDatabase;
  server: PaymentServer;
  api: TestApi;
  webhook: WebhookTarget;
  worker: RunningWorker;
}

/**
 * The time-skipping Temporal and the product's own worker, which keeps no workflow in memory: each of its tasks is replayed, as
 * after a crash. Whatever waits goes on by itself, so that `step` has nothing to choose from. A worker that dies while it waits for
 * Stripe is played by an attempt that is lost once Stripe has acted; `test/chaos` kills processes. Messages are sent one at a time:
 * of a signal and an update that come in one task, this server gives a replay the other one first. Temporal's own does not
 * (`test/replay/at-once.test.ts`), and the small stage plays them at once.
 */
class RealStage implements Stage {
  readonly stripe: Stripe;
  readonly unexpected: readonly string[] = [];
  private readonly parts: Parts;
  private readonly client: Client;
  private readonly clock: { offsetMs: number };
  private numbers: DossierNumber[] = [];
  private asked: Promise<unknown>[] = [];
  private turn: Promise<unknown> = Promise.resolve();

  constructor(parts: Parts, clock: { offsetMs: number }) {
    this.parts = parts;
    this.clock = clock;
    // Not the environment's client: that one lets time skip while it waits.
    this.client = new Client({ connection: parts.env.connection });
    this.stripe = createStripe({ secretKey: stripeKeys.secretKey, apiBase: parts.server.url });
  }

  get db() {
    return this.parts.database.db;
  }

  get server(): PaymentServer {
    return this.parts.server;
  }

  get webhook(): WebhookTarget {
    return this.parts.webhook;
  }

  get now(): number {
    return Date.now();
  }

  async begin(): Promise<void> {
    for (const number of this.numbers)
      await this.handle(number)
        .terminate()
        .catch(() => undefined);
    this.numbers = [];
    this.server.control.reset();
    this.server.control.holdWebhooks();
    await this.readClock();
  }

  // One run for each dossier: this server never answers a query that meets a change of runs.
  async start(number: DossierNumber, request: contract.OpenRequest): Promise<void> {
    this.numbers.push(number);
    const { organisationId, trainingId } = request;
    const training = { id: trainingId, title: 'Anglais' };
    const start = dossierStart({ number, organisationId, state: 'draft', training }, this.taskQueue);
    const startWorkflowOperation = new WithStartWorkflowOperation(contract.dossierWorkflowType, start);
    const options = { startWorkflowOperation, args: [request] as [contract.OpenRequest] };
    await this.client.workflow.executeUpdateWithStart(contract.openUpdate, options);
  }

  async dossier(number: DossierNumber): Promise<Dossier> {
    await this.calm();
    return await rowOf(this.db, number);
  }

  deliver(number: DossierNumber, message: DossierMessage): Promise<unknown> {
    const { client, taskQueue } = this;
    return this.asking(() =>
      sendAsApi({ client, database: this.parts.database, taskQueue }, number, message),
    );
  }

  async deliverLater(number: DossierNumber, { id: messageId, type, ...sent }: DossierMessage): Promise<void> {
    const args = [{ ...(sent as contract.Sent), messageId }] as [contract.Sent];
    await this.alone(async () => {
      const start = signalStart(await rowOf(this.db, number), this.taskQueue, contract.signalOf(type), args);
      await this.client.workflow.signalWithStart(contract.dossierWorkflowType, start);
    });
  }

  openCheckout(number: DossierNumber): Promise<unknown> {
    return this.asking(() => this.handle(number).executeUpdate(contract.openCheckoutUpdate));
  }

  private get taskQueue(): string {
    return this.parts.api.taskQueue;
  }

  async rest(): Promise<void> {
    await Promise.resolve();
  }

  /** Nothing is asked for and not answered, no activity is under way, and no workflow has written anything for a while. */
  async calm(): Promise<void> {
    do {
      while (this.asked.length > 0) await Promise.allSettled(this.asked.splice(0));
      await this.quiet();
    } while (this.asked.length > 0);
  }

  private async quiet(): Promise<void> {
    let last = '';
    for (let same = 0; same < quietPolls;) {
      const seen = JSON.stringify(await Promise.all(this.numbers.map((number) => this.progress(number))));
      same = seen === last && !seen.includes('busy') ? same + 1 : 0;
      last = seen;
      await pause(pollMs);
    }
  }

  async step(_: number, fate: Fate): Promise<void> {
    await this.suffer(null, { at: 0, what: fate });
  }

  async suffer(_: DossierNumber | null, { what }: Trouble): Promise<void> {
    failWith(this.server, what);
    await this.calm();
    this.server.control.clearFaults();
  }

  async crash(number: DossierNumber, kind: CrashKind): Promise<void> {
    await this.suffer(number, { at: 0, what: kind });
  }

  async moveTo(at: number): Promise<void> {
    const ahead = at - this.now;
    if (ahead <= 0) return;
    await this.calm();
    await this.parts.env.sleep(ahead);
    await this.readClock();
    this.server.control.advanceClock(0);
    await this.calm();
  }

  nextWake(): null {
    return null;
  }

  async reconcile(): Promise<void> {
    await this.moveTo(this.now + 1_000);
    const { taskQueue } = this.parts.api;
    const options = { workflowId: `reconcile-${randomUUID()}`, taskQueue, args: [{ silenceMs: 1 }] };
    await this.alone(() => this.client.workflow.execute(reconcilePaymentsType, options));
  }

  async sendWebhook(deliveryId: string, _: SignalFate): Promise<void> {
    await this.alone(() => this.server.control.sendAgain(deliveryId));
  }

  gaveUpClosing(): boolean {
    return false;
  }

  async stop(): Promise<void> {
    const { env, server, api, database, worker } = this.parts;
    await worker.stop();
    await server.close();
    await api.stop();
    await env.teardown();
    await database.drop();
    jest.restoreAllMocks();
  }

  private handle(number: DossierNumber) {
    return this.client.workflow.getHandle(contract.dossierWorkflowId(number));
  }

  /** A refusal is the sender's to hear; here it only counts that there is an answer. */
  private asking<T>(ask: () => Promise<T>): Promise<T> {
    const answer = this.alone(ask);
    this.asked.push(answer);
    answer.catch(() => undefined);
    return answer;
  }

  private alone<T>(send: () => Promise<T>): Promise<T> {
    const sent = this.turn.then(send);
    this.turn = sent.catch(() => undefined).then(() => this.quiet());
    return sent;
  }

  private async progress(number: DossierNumber): Promise<string> {
    const { raw, historyLength, runId } = await this.handle(number).describe();
    const isBusy = (raw.pendingActivities ?? []).length > 0 || raw.pendingWorkflowTask != null;
    return `${runId} ${historyLength} ${isBusy ? 'busy' : ''}`;
  }

  private async readClock(): Promise<void> {
    this.clock.offsetMs += (await this.parts.env.currentTimeMs()) - Date.now();
    await setDatabaseClock(this.db, this.now);
  }
}

/** Starts it; its `stop()` belongs in `afterAll`. */
export async function startRealStage(): Promise<Stage> {
  quietRuntime();
  const database = await createTestDatabase();
  await giveDatabaseTheClock(database.db);
  const env = await startTimeSkipping();
  const { secretKey, webhookSecret: secret } = stripeKeys;
  const api = await startApi({
    database,
    temporalAddress: env.address,
    env: { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: secret },
  });
  const webhook = { url: `${api.baseUrl}/api/webhooks/stripe`, secret };
  const server = await startPaymentServer({ secretKey, webhook, webhookPausesMs: manyTries, laterMs });
  const worker = await startDossierWorker({
    db: database.db,
    temporalAddress: env.address,
    taskQueue: api.taskQueue,
    maxCachedWorkflows: 0,
    // Without a cache, a second task makes the worker drop a first that waits for the database: it is lost for its ten seconds.
    tasksAtOnce: 1,
    stripe: { secretKey, apiBase: server.url },
  });
  return new RealStage({ env, database, server, api, webhook, worker }, skippingClock());
}

/** One time for the product, the local Stripe and Temporal: this process is ahead by what Temporal has skipped. */
function skippingClock(): { offsetMs: number } {
  const clock = { offsetMs: 0 };
  const realNow = Date.now.bind(Date);
  jest.spyOn(Date, 'now').mockImplementation(() => realNow() + clock.offsetMs);
  return clock;
}

function failWith({ control }: PaymentServer, fate: Trouble['what']): void {
  const fault = { path: '/v1/', times: 1 } as const;
  const post = { ...fault, method: 'POST' } as const;
  switch (fate) {
    case 'well':
      return;
    case 'cut_before':
      return control.addFault({ ...fault, when: 'before', answer: 'cut' });
    case 'timed_out':
    case 'before':
    case 'after':
    case 'zombie':
    case 'cut_after':
      return control.addFault({ ...fault, when: 'after', answer: 'cut' });
    case 'error_before':
      return control.addFault({ ...fault, when: 'before', answer: 500 });
    case 'error_kept':
      return control.addFault({ ...post, when: 'after', answer: 500, kept: true });
    case 'conflict':
      return control.addFault({ ...fault, when: 'before', answer: 409 });
    case 'too_many':
      return control.addFault({ ...fault, when: 'before', answer: 429 });
  }
}
