import { WorkflowNotFoundError, type Client } from '@temporalio/client';
import type { Stripe } from 'stripe';
import { createDossierActivities } from '../../activities/settle.ts';
import { createPaymentActivities } from '../../activities/payments/index.ts';
import { type PaymentServer, startPaymentServer } from '../../dev/payments/server.ts';
import * as workflows from '../../workflows/index.ts';
import type { DossierInput } from '../../workflows/dossier/contract.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { gatedStripe } from './gated-stripe.ts';
import { Bench } from './small-temporal/bench.ts';
import { HistoryClock } from './small-temporal/clock.ts';
import { DurableWorkflow } from './small-temporal/durable-workflow.ts';
import { workflowNow } from './small-temporal/run.ts';
import { post } from './small-temporal/workflow-module.ts';
import { giveDatabaseTheClock } from './world-clock.ts';

const keys = { secretKey: 'sk_test_local', webhookSecret: 'whsec_local' };
const manyTries = Array.from({ length: 200 }, () => 1_000);
const laterMs = 3 * 3_600_000;

/** How the next signal to a dossier fares: Temporal is away, or takes it and its answer is lost. */
export type SignalFate = 'well' | 'away' | 'answer_lost';

/** Postgres, the local Stripe, the API that takes its webhooks, and the product's workflows and activities, for many histories. */
export class MoneyWorld {
  readonly clock = new HistoryClock(Date.now(), workflowNow);
  readonly database: TestDatabase;
  readonly server: PaymentServer;
  /** The client of the product's activities; used outside of them it does as it is told. */
  readonly stripe: Stripe;
  private readonly api: TestApi;
  private readonly activities: object;
  signalFate: SignalFate = 'well';
  bench!: Bench;
  private workflows = new Map<string, DurableWorkflow>();
  private turns = new Set<Promise<void>>();

  constructor(parts: { database: TestDatabase; server: PaymentServer; api: TestApi }) {
    this.database = parts.database;
    this.server = parts.server;
    this.api = parts.api;
    const { db } = parts.database;
    this.stripe = gatedStripe(keys.secretKey, parts.server);
    const { stripe } = this;
    this.activities = {
      ...createDossierActivities({ db, policyVersion: '2026-01' }),
      ...createPaymentActivities({ db, stripe, publicUrl: 'http://127.0.0.1' }),
    };
    post.signal = (id, name, args) => this.signal(id, name, args);
  }

  /** Forgets the last history. */
  begin(at: number): void {
    this.clock.set(at);
    this.bench = new Bench(this.clock, this.activities);
    this.workflows.clear();
    this.signalFate = 'well';
    this.server.control.reset();
    this.server.control.holdWebhooks();
  }

  start(id: string, workflow: keyof typeof workflows, input: unknown): DurableWorkflow {
    const track = (turn: Promise<void>): void => {
      this.turns.add(turn);
      void turn.finally(() => this.turns.delete(turn));
    };
    const run = workflows[workflow] as (input: never) => Promise<unknown>;
    const started = new DurableWorkflow({ id, bench: this.bench, workflow: run, input, track });
    this.workflows.set(id, started);
    return started;
  }

  startDossier(id: string, input: DossierInput): DurableWorkflow {
    return this.start(id, 'dossier', input);
  }

  get running(): readonly DurableWorkflow[] {
    return [...this.workflows.values()].filter(({ isClosed }) => !isClosed);
  }

  /** Resolves when no workflow has anything left to do by itself. */
  async calm(): Promise<void> {
    do {
      await Promise.all(this.turns);
      await new Promise((resolve) => setImmediate(resolve));
    } while (this.turns.size > 0);
  }

  /** What the API and workflows send on; for `DurableWorkflow` it is durable at once. */
  signal(id: string, name: string, args: unknown[]): void {
    const workflow = this.workflows.get(id);
    if (workflow === undefined || workflow.isClosed) throw new WorkflowNotFoundError('gone', id, undefined);
    workflow.signal(name, ...(JSON.parse(JSON.stringify(args)) as unknown[]));
  }

  async stop(): Promise<void> {
    this.clock.stop();
    await this.server.close();
    await this.api.stop();
    await this.database.drop();
  }
}

/** Starts it; its `stop()` belongs in `afterAll`. */
export async function startMoneyWorld(): Promise<MoneyWorld> {
  const database = await createTestDatabase();
  await giveDatabaseTheClock(database.db);
  let world: MoneyWorld | null = null;
  const temporal = signalsOnly((id, name, args) => {
    if (world === null) throw new Error('the world is not there yet');
    const fate = world.signalFate;
    world.signalFate = 'well';
    if (fate !== 'away') world.signal(id, name, args);
    if (fate !== 'well')
      throw Object.assign(new Error('unavailable'), { code: 14, details: '', metadata: {} });
  });
  const env = { STRIPE_SECRET_KEY: keys.secretKey, STRIPE_WEBHOOK_SECRET: keys.webhookSecret };
  const api = await startApi({ database, temporal, env });
  const server = await startPaymentServer({
    secretKey: keys.secretKey,
    webhook: { url: `${api.baseUrl}/api/webhooks/stripe`, secret: keys.webhookSecret },
    webhookPausesMs: manyTries,
    laterMs,
  });
  world = new MoneyWorld({ database, server, api });
  return world;
}

/** As much of Temporal's client as a webhook needs. */
function signalsOnly(signal: (id: string, name: string, args: unknown[]) => void): Client {
  const client = {
    withDeadline: <T>(_: unknown, act: () => Promise<T>) => act(),
    workflow: {
      getHandle: (id: string) => ({
        signal: ({ name }: { name: string }, ...args: unknown[]) =>
          Promise.resolve().then(() => signal(id, name, args)),
      }),
    },
  };
  return client as unknown as Client;
}
