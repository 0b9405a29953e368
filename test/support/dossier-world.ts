import { randomUUID } from 'node:crypto';
import {
  Client,
  WithStartWorkflowOperation,
  WorkflowNotFoundError,
  WorkflowUpdateFailedError,
  type WorkflowHandle,
} from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { StripeSettings } from '../../activities/payments/stripe-client.ts';
import { type Database, queries } from '../../db/database.ts';
import { readDossier } from '../../db/recording/read-dossier.ts';
import type { CalendarDay } from '../../domain/calendar/calendar-day.ts';
import { instant, type Instant, parisDay } from '../../domain/calendar/paris-time.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { DossierMessage, MessageContents, MessageType } from '../../domain/dossier/messages.ts';
import type { Refusal } from '../../domain/dossier/refusal.ts';
import type { PolicyVersion } from '../../domain/policy/policy.ts';
import * as contract from '../../workflows/dossier/contract.ts';
import { dossierStart, signalStart } from '../../workflows/dossier/start.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { aMessage } from './dossiers.ts';
import { type Cast, type CastOptions, createCast, grantNumber } from './people.ts';
import { quietRuntime } from './quiet-runtime.ts';
import { type RunningWorker, startDossierWorker } from './worker.ts';
import { startTimeSkipping } from './time-skipping.ts';

/** A database, the time-skipping Temporal server and the product's worker, for one test file. */
export interface World {
  readonly database: TestDatabase;
  readonly env: TestWorkflowEnvironment;
  readonly client: Client;
  readonly taskQueue: string;
  /** The server's time, which skips. */
  now(): Promise<Instant>;
  /** The server's day in Paris. */
  today(): Promise<CalendarDay>;
  /** Skips to an instant. */
  skipTo(at: Instant): Promise<void>;
  /** Runs a workflow to its end in the time that it takes: beside a skipping client's wait any dossier's timer may ring. */
  run<T>(workflowType: string, ...args: unknown[]): Promise<T>;
  /** Opens a draft on a cast of its own. */
  open(
    options?: CastOptions & { eventsPerRun?: number; cast?: Cast; policyVersion?: PolicyVersion },
  ): Promise<TestDossier>;
  stop(): Promise<void>;
}

type Overrides<T extends MessageType> = Partial<MessageContents[T]> & { id?: string; receivedAt?: Instant };

/** A dossier of a test: what it is sent, and what it says. */
export interface TestDossier {
  readonly cast: Cast;
  readonly handle: WorkflowHandle;
  readonly number: DossierNumber;
  /** Sends a message as an update, received now unless said otherwise. Throws when it is refused. */
  send<T extends MessageType>(type: T, overrides?: Overrides<T>): Promise<contract.Answer>;
  /** Sends a message that is to be refused, and gives the refusal. */
  refusal<T extends MessageType>(type: T, overrides?: Overrides<T>): Promise<Refusal>;
  dossier(): Promise<Dossier>;
  /** Has its workflow look at the row again, started if it has ended: what the backstop does. */
  nudge(): Promise<void>;
}

/** What a world may have beside. */
export interface WorldOptions {
  /** Starts a payment service, and says where the worker finds it. */
  stripe?: (parts: {
    database: TestDatabase;
    temporalAddress: string;
    taskQueue: string;
  }) => Promise<StripeSettings>;
}

/** Starts a world; its `stop()` belongs in `afterAll`. */
export async function startWorld(options: WorldOptions = {}): Promise<World> {
  quietRuntime();
  const database = await createTestDatabase();
  const env = await startTimeSkipping();
  const taskQueue = `world-${randomUUID()}`;
  const stripe = (await options.stripe?.({ database, temporalAddress: env.address, taskQueue })) ?? null;
  const worker = await startDossierWorker({
    db: database.db,
    temporalAddress: env.address,
    taskQueue,
    stripe,
  });
  return new SkippingWorld(database, env, taskQueue, worker);
}

class SkippingWorld implements World {
  readonly database: TestDatabase;
  readonly env: TestWorkflowEnvironment;
  readonly client: Client;
  readonly taskQueue: string;
  private readonly worker: RunningWorker;

  constructor(
    database: TestDatabase,
    env: TestWorkflowEnvironment,
    taskQueue: string,
    worker: RunningWorker,
  ) {
    this.database = database;
    this.env = env;
    this.taskQueue = taskQueue;
    this.worker = worker;
    this.client = env.client;
  }

  async now(): Promise<Instant> {
    return instant(await this.env.currentTimeMs());
  }

  async today(): Promise<CalendarDay> {
    return parisDay(await this.now());
  }

  async skipTo(at: Instant): Promise<void> {
    const ahead = Date.parse(at) - (await this.env.currentTimeMs());
    if (ahead > 0) await this.env.sleep(ahead);
  }

  async run<T>(workflowType: string, ...args: unknown[]): Promise<T> {
    const { connection } = this.env;
    const options = { workflowId: `${workflowType}-${randomUUID()}`, taskQueue: this.taskQueue, args };
    return (await new Client({ connection }).workflow.execute(workflowType, options)) as T;
  }

  async open(
    options: CastOptions & { eventsPerRun?: number; cast?: Cast; policyVersion?: PolicyVersion } = {},
  ) {
    const { eventsPerRun, policyVersion = '2026-01' } = options;
    const cast =
      options.cast ?? (await createCast(this.database.db, { now: Date.parse(await this.now()), ...options }));
    const number = await grantNumber(this.database.db, cast.traineeId);
    const { organisationId, trainingId } = cast;
    const training = { id: trainingId, title: 'Anglais professionnel' };
    const start = dossierStart({ number, organisationId, state: 'draft', training }, this.taskQueue);
    const args: [contract.DossierInput] = [
      { number, ...(eventsPerRun === undefined ? {} : { eventsPerRun }) },
    ];
    const request = { ...cast, policyVersion, createdAt: await this.now() };
    await this.client.workflow.executeUpdateWithStart(contract.openUpdate, {
      startWorkflowOperation: new WithStartWorkflowOperation(contract.dossierWorkflowType, {
        ...start,
        args,
      }),
      args: [request],
      updateId: 'open',
    });
    return new WorldDossier(this, cast, this.client.workflow.getHandle(start.workflowId), number);
  }

  async stop(): Promise<void> {
    await this.worker.stop();
    await this.env.teardown();
    await this.database.drop();
  }
}

class WorldDossier implements TestDossier {
  private readonly world: World;
  readonly cast: Cast;
  readonly handle: WorkflowHandle;
  readonly number: DossierNumber;

  constructor(world: World, cast: Cast, handle: WorkflowHandle, number: DossierNumber) {
    this.world = world;
    this.cast = cast;
    this.handle = handle;
    this.number = number;
  }

  async send<T extends MessageType>(type: T, overrides: Overrides<T> = {}): Promise<contract.Answer> {
    const message = aMessage(type, { receivedAt: await this.world.now(), id: randomUUID(), ...overrides });
    return await sendAsApi(this.world, this.number, message);
  }

  async refusal<T extends MessageType>(type: T, overrides: Overrides<T> = {}): Promise<Refusal> {
    try {
      await this.send(type, overrides);
    } catch (error) {
      if (error instanceof WorkflowUpdateFailedError && error.cause instanceof ApplicationFailure) {
        return error.cause.details?.[0] as Refusal;
      }
      throw error;
    }
    throw new Error(`${type} was not refused`);
  }

  async dossier(): Promise<Dossier> {
    await this.calm();
    const dossier = await rowOf(this.world.database.db, this.number);
    // A message is in the row a moment before its task is complete.
    await this.calm();
    return dossier;
  }

  /** Waits until no task of the workflow is under way. A query would do, but this server never answers one that meets a new run. */
  private async calm(): Promise<void> {
    for (;;) {
      const { raw, status } = await this.handle.describe();
      if (status.name !== 'RUNNING' || raw.pendingWorkflowTask == null) return;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  async nudge(): Promise<void> {
    const dossier = await rowOf(this.world.database.db, this.number);
    const options = signalStart(dossier, this.world.taskQueue, contract.nudgeSignal, []);
    await this.world.client.workflow.signalWithStart(contract.dossierWorkflowType, options);
  }
}

/** A dossier as its row says. */
export async function rowOf(db: Database, number: string): Promise<Dossier> {
  const dossier = await readDossier(queries(db.em.fork()), number);
  if (dossier === null) throw new Error('The dossier is not recorded yet');
  return dossier;
}

/** Sends a message as the API does: as an update, to a short run when the workflow has ended. */
export async function sendAsApi(
  {
    client,
    database,
    taskQueue,
  }: Pick<World, 'client' | 'taskQueue'> & { database: Pick<TestDatabase, 'db'> },
  number: DossierNumber,
  { id: updateId, type, ...sent }: DossierMessage,
): Promise<contract.Answer> {
  const update = contract.updateOf(type);
  const options = { args: [sent] as [contract.Sent], updateId };
  try {
    return await client.workflow.getHandle(contract.dossierWorkflowId(number)).executeUpdate(update, options);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    const start = dossierStart(await rowOf(database.db, number), taskQueue);
    const startWorkflowOperation = new WithStartWorkflowOperation(contract.dossierWorkflowType, start);
    return await client.workflow.executeUpdateWithStart(update, { ...options, startWorkflowOperation });
  }
}
