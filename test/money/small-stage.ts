import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import type { Stripe } from 'stripe';
import { createDossierActivities } from '../../activities/dossier.ts';
import { createPaymentActivities } from '../../activities/payments/index.ts';
import { type PaymentServer, startPaymentServer } from '../../dev/payments/server.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierMessage } from '../../domain/dossier/messages.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import * as workflows from '../../workflows/index.ts';
import {
  type DossierInput,
  dossierWorkflowId,
  handlerNameOf,
  type OpenRequest,
} from '../../workflows/dossier/contract.ts';
import { rowOf } from '../support/dossier-world.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { stripeKeys } from '../support/paying-world.ts';
import { gatedStripe } from './gated-stripe.ts';
import { Bench } from './small-temporal/bench.ts';
import { HistoryClock } from './small-temporal/clock.ts';
import { DurableWorkflow } from './small-temporal/durable-workflow.ts';
import { workflowNow } from './small-temporal/run.ts';
import type { CrashKind, Fate, Order, SignalFate, Stage, Trouble, WebhookTarget } from './stage.ts';
import { giveDatabaseTheClock, setDatabaseClock } from './world-clock.ts';

/** Monday 1 March 2027, 10:00 in Paris. */
const beginning = Date.parse('2027-03-01T09:00:00.000Z');
const manyTries = Array.from({ length: 200 }, () => 1_000);
const laterMs = 3 * 3_600_000;
const takeOverMs = 10_000;

/** Postgres, the local Stripe and the API that takes its webhooks are real; the small Temporal runs the product's workflows. */
class SmallStage implements Stage {
  readonly server: PaymentServer;
  readonly stripe: Stripe;
  readonly webhook: WebhookTarget;
  private readonly clock = new HistoryClock(Date.now(), workflowNow);
  private readonly database: TestDatabase;
  private readonly api: TestApi;
  private readonly activities: object;
  private signalFate: SignalFate = 'well';
  private bench!: Bench;
  private workflows = new Map<string, DurableWorkflow>();
  private turns = new Set<Promise<void>>();

  constructor(parts: {
    database: TestDatabase;
    server: PaymentServer;
    api: TestApi;
    webhook: WebhookTarget;
  }) {
    const { database, server, api, webhook } = parts;
    this.database = database;
    this.server = server;
    this.api = api;
    this.webhook = webhook;
    const { db } = database;
    const late = (label: string, send: () => Promise<void>) =>
      this.bench.addOnTheWay(`${label} arrives`, send);
    this.stripe = gatedStripe(stripeKeys.secretKey, server, late);
    const { stripe } = this;
    this.activities = {
      ...createDossierActivities({ db, policyVersion: '2026-01' }),
      ...createPaymentActivities({
        ...{ db, stripe, publicUrl: 'http://127.0.0.1', heartbeat: () => undefined },
        signalDossier: ({ number }, { name }, args) => Promise.resolve(this.signal(number, name, args)),
      }),
    };
  }

  get db() {
    return this.database.db;
  }

  get now(): number {
    return this.clock.now;
  }

  get unexpected(): readonly string[] {
    return this.bench.unexpected;
  }

  async begin(): Promise<void> {
    this.clock.set(beginning);
    this.bench = new Bench(this.clock, this.activities);
    this.workflows.clear();
    this.signalFate = 'well';
    this.server.control.reset();
    this.server.control.holdWebhooks();
    await setDatabaseClock(this.db, beginning);
  }

  async start(number: DossierNumber, request: OpenRequest, eventsPerRun: number | null): Promise<void> {
    const input: DossierInput = { number, ...(eventsPerRun === null ? {} : { eventsPerRun }) };
    const opened = this.run(dossierWorkflowId(number), 'dossier', input).update('open', 'open', request);
    await this.calm();
    await opened;
  }

  async dossier(number: DossierNumber): Promise<Dossier> {
    return await rowOf(this.db, number);
  }

  deliver(number: DossierNumber, { id, type, ...sent }: DossierMessage): Promise<unknown> {
    return this.awake(number).update(handlerNameOf(type), id, sent);
  }

  deliverLater(number: DossierNumber, { id: messageId, type, ...sent }: DossierMessage): Promise<void> {
    this.bench.addOnTheWay(`${number} ${type} arrives`, () => {
      // The first try was an update; what the API leaves behind is a signal.
      this.signal(number, handlerNameOf(type), [{ ...sent, messageId }]);
      return Promise.resolve();
    });
    return Promise.resolve();
  }

  openCheckout(number: DossierNumber): Promise<unknown> {
    return this.awake(number).update('openCheckout', randomUUID());
  }

  async rest(): Promise<void> {
    do {
      await Promise.all(this.turns);
      await new Promise((resolve) => setImmediate(resolve));
    } while (this.turns.size > 0);
  }

  async calm(order: Order = 'oldest_first'): Promise<void> {
    await this.rest();
    const next = () => this.bench.waiting.at(order === 'oldest_first' ? 0 : -1);
    for (let work = next(); work !== undefined; work = next()) {
      await work.finish();
      await this.rest();
    }
  }

  async step(which: number, fate: Fate): Promise<void> {
    const { waiting } = this.bench;
    await waiting[which % Math.max(1, waiting.length)]?.step(fate);
    await this.rest();
  }

  async suffer(number: DossierNumber, { at, what }: Trouble): Promise<void> {
    await this.rest();
    for (let step = 0; step < at; step += 1) await this.step(0, 'well');
    if (isCrash(what)) await this.crash(number, what);
    else await this.strike(what);
    await this.calm();
  }

  async crash(number: DossierNumber, kind: CrashKind): Promise<void> {
    await this.workflow(number).crash(kind, () => this.moveTo(this.now + takeOverMs));
    await this.rest();
  }

  async moveTo(at: number): Promise<void> {
    if (at <= this.now) return;
    this.clock.set(at);
    this.bench.loseWhatIsLate();
    await setDatabaseClock(this.db, at);
    this.server.control.advanceClock(0);
    for (const workflow of this.running) workflow.lookAtClock();
    await this.rest();
  }

  nextWake(before: number): number | null {
    const wakes = this.running.flatMap(({ wakesAt }) => wakesAt).filter((at) => at < before);
    return wakes.length === 0 ? null : Math.max(Math.min(...wakes), this.now + 1);
  }

  async reconcile(): Promise<void> {
    await this.moveTo(this.now + 1_000);
    this.run(`reconcile-${randomUUID()}`, 'reconcilePayments', { silenceMs: 1 });
    await this.rest();
  }

  async sendWebhook(deliveryId: string, fate: SignalFate): Promise<void> {
    this.signalFate = fate;
    await this.server.control.sendAgain(deliveryId);
    this.signalFate = 'well';
  }

  gaveUpClosing(number: DossierNumber): boolean {
    return this.bench.givenUp.includes(`closeCheckouts ${number}`);
  }

  async stop(): Promise<void> {
    this.clock.stop();
    await this.server.close();
    await this.api.stop();
    await this.database.drop();
  }

  /** A signal of the API's: as the history says it fares. */
  signalOfApi(number: DossierNumber, name: string, args: unknown[]): void {
    const { signalFate } = this;
    this.signalFate = 'well';
    if (signalFate !== 'away') this.signal(number, name, args);
    if (signalFate !== 'well')
      throw Object.assign(new Error('unavailable'), { code: 14, details: '', metadata: {} });
  }

  private get running(): readonly DurableWorkflow[] {
    return [...this.workflows.values()].filter(({ isClosed }) => !isClosed);
  }

  /** The dossier's workflow; a short run when it has ended. */
  private awake(number: DossierNumber): DurableWorkflow {
    const workflow = this.workflow(number);
    return workflow.isClosed ? this.run(workflow.id, 'dossier', { number }) : workflow;
  }

  private workflow(number: DossierNumber): DurableWorkflow {
    const workflow = this.workflows.get(dossierWorkflowId(number));
    if (workflow === undefined) throw new Error(`no dossier ${number}`);
    return workflow;
  }

  /** The next request to Stripe, whoever makes it, fares so. */
  private async strike(fate: Fate): Promise<void> {
    for (let work = this.bench.waiting[0]; work !== undefined; work = this.bench.waiting[0]) {
      const isAtRequest = work.state === 'stopped';
      await work.step(isAtRequest ? fate : 'well');
      await this.rest();
      if (isAtRequest) return;
    }
  }

  private run(id: string, workflow: keyof typeof workflows, input: unknown): DurableWorkflow {
    const track = (turn: Promise<void>): void => {
      this.turns.add(turn);
      void turn.finally(() => this.turns.delete(turn));
    };
    const act = workflows[workflow] as (input: never) => Promise<unknown>;
    const made = new DurableWorkflow({ id, bench: this.bench, workflow: act, input, track });
    this.workflows.set(id, made);
    return made;
  }

  /** What the API and activities send on; for `DurableWorkflow` it is durable at once. */
  private signal(number: DossierNumber, name: string, args: readonly unknown[]): void {
    this.awake(number).signal(name, ...(JSON.parse(JSON.stringify(args)) as unknown[]));
  }
}

/** Starts it; its `stop()` belongs in `afterAll`. */
export async function startSmallStage(): Promise<Stage> {
  const database = await createTestDatabase();
  await giveDatabaseTheClock(database.db);
  let stage: SmallStage | null = null;
  const temporal = signalsOnly((number, name, args) => {
    if (stage === null) throw new Error('the stage is not there yet');
    stage.signalOfApi(number, name, args);
  });
  const { secretKey, webhookSecret: secret } = stripeKeys;
  const env = { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: secret };
  const api = await startApi({ database, temporal, env });
  const webhook = { url: `${api.baseUrl}/api/webhooks/stripe`, secret };
  const server = await startPaymentServer({ secretKey, webhook, webhookPausesMs: manyTries, laterMs });
  stage = new SmallStage({ database, server, api, webhook });
  return stage;
}

function isCrash(what: Trouble['what']): what is CrashKind {
  return what === 'before' || what === 'after' || what === 'zombie';
}

/** As much of Temporal's client as a webhook needs. */
function signalsOnly(signal: (number: DossierNumber, name: string, args: unknown[]) => void): Client {
  const client = {
    withDeadline: <T>(_: unknown, act: () => Promise<T>) => act(),
    workflow: {
      signalWithStart: (_: string, start: { args: [DossierInput]; signal: string; signalArgs: unknown[] }) =>
        Promise.resolve().then(() => signal(start.args[0].number, start.signal, start.signalArgs)),
    },
  };
  return client as unknown as Client;
}
