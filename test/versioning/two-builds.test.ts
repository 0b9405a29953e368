import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, Worker } from '@temporalio/worker';
import { globalHandlers } from '@temporalio/worker/lib/workflow/vm-shared.js';
import { waitFor } from '../../dev/wait-for.ts';
import { instant } from '../../domain/calendar/paris-time.ts';
import type { MessageType } from '../../domain/dossier/messages.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { type DossierState, dossierStates, isFinished } from '../../domain/dossier/states.ts';
import { currentBuild, makeCurrent } from '../../worker/deployment.ts';
import { dossierWorkflowId } from '../../workflows/dossier/contract.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { aCast, draftOf, fromToday, sessionToday } from '../support/api-dossiers.ts';
import { expectLedgerToBalance, expectProjectionToMatch } from '../support/consistency.ts';
import { rowOf, sendAsApi } from '../support/dossier-world.ts';
import { aMessage } from '../support/dossiers.ts';
import { testStack } from '../support/stack.ts';
import { type RunningWorker, startDossierWorker } from '../support/worker.ts';

let api: TestApi;
let client: Client;
const workers: RunningWorker[] = [];

beforeAll(async () => {
  api = await startApi({ env: { POLICY_VERSION: fromToday } });
  client = new Client({ connection: await Connection.connect({ address: testStack.temporalAddress }) });
});
afterAll(async () => {
  globalHandlers.uninstall();
  await Promise.all(workers.map((worker) => worker.stop()));
  await api.stop();
  await client.connection.close();
});

async function bundleOf(file: string) {
  const workflowsPath = fileURLToPath(new URL(file, import.meta.url));
  return await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('ERROR') });
}

/** Starts a worker of a build, and makes that build the one which takes the tasks. */
async function rollOut(
  buildId: string,
  parts: Partial<Parameters<typeof startDossierWorker>[0]>,
): Promise<void> {
  const { db, taskQueue } = api;
  const { temporalAddress } = testStack;
  workers.push(await startDossierWorker({ db, temporalAddress, taskQueue, buildId, ...parts }));
  await waitFor(async () => await makeCurrent(client, taskQueue, buildId));
  expect(await currentBuild(client, taskQueue)).toBe(buildId);
}

const half = { rightsCents: 100_000, remainderCents: 20_000 } as never;
const today = sessionToday().startsOn;
const entry = { enteredOn: today } as never;
const end = { endedOn: today } as never;

/** The way to each state from a draft. */
const waysTo: Readonly<Record<DossierState, readonly (readonly [MessageType, never?])[]>> = {
  draft: [],
  requested: [['submit']],
  refused: [['submit'], ['refuse']],
  proposed: [['submit'], ['propose']],
  request_cancelled: [['submit'], ['cancel']],
  to_validate: [['submit'], ['accept']],
  payment_pending: [['submit'], ['accept'], ['validate', half], ['payment_processing']],
  payment_refused: [['submit'], ['accept'], ['validate', half], ['payment_failed']],
  validated: [['submit'], ['accept'], ['validate']],
  in_training: [['submit'], ['accept'], ['validate'], ['declare_entry', entry]],
  completed: [['submit'], ['accept'], ['validate'], ['declare_entry', entry], ['declare_end', end]],
  cancelled: [['submit'], ['accept'], ['validate'], ['cancel']],
  cancelled_by_organisation: [['submit'], ['accept'], ['withdraw']],
};

/** What is then done to a dossier in each state, and the state to which that leads. */
const steps: Readonly<Record<DossierState, readonly [MessageType, DossierState, never?]>> = {
  draft: ['submit', 'requested'],
  requested: ['accept', 'to_validate'],
  refused: ['delete', 'refused'],
  proposed: ['cancel', 'request_cancelled'],
  request_cancelled: ['delete', 'request_cancelled'],
  to_validate: ['validate', 'validated'],
  payment_pending: ['payment_succeeded', 'validated'],
  payment_refused: ['payment_succeeded', 'validated'],
  validated: ['cancel', 'cancelled'],
  in_training: ['declare_end', 'completed', end],
  completed: ['contest', 'completed', { about: 'end' } as never],
  cancelled: ['delete', 'cancelled'],
  cancelled_by_organisation: ['delete', 'cancelled_by_organisation'],
};

async function send(number: DossierNumber, type: MessageType, contents: object = {}): Promise<void> {
  const message = { ...aMessage(type), ...contents, id: randomUUID(), receivedAt: instant(Date.now()) };
  const { db, taskQueue } = api;
  await sendAsApi({ client, database: { db }, taskQueue }, number, message);
}

async function dossierIn(state: DossierState): Promise<DossierNumber> {
  // Those who owe a part of the price have rights for the other alone.
  const isPaying = waysTo[state].some(([, contents]) => contents === half);
  const own = await aCast(api, { balanceCents: isPaying ? 100_000 : 200_000, ...sessionToday() });
  const number = (await draftOf(own)).number as DossierNumber;
  for (const [type, contents] of waysTo[state]) await send(number, type, contents);
  expect((await rowOf(api.db, number)).state).toBe(state);
  return number;
}

async function failedTasks(number: DossierNumber): Promise<number> {
  const { events } = await client.workflow.getHandle(dossierWorkflowId(number)).fetchHistory();
  return (events ?? []).filter((event) => event.workflowTaskFailedEventAttributes).length;
}

describe('a change of workflow code and of the rules that is rolled out while dossiers are open', () => {
  let numbers: Map<DossierState, DossierNumber>;

  test('moves dossiers in every state to the new build, and none sticks', async () => {
    await rollOut('old', { policyVersion: fromToday });
    numbers = new Map();
    for (const state of dossierStates) numbers.set(state, await dossierIn(state));
    await rollOut('new', {
      workflowBundle: await bundleOf('./next-build.ts'),
      policyVersion: '2026-05-from-today',
    });
    // The old one goes on taking what it had begun; both run from here.
    for (const [state, number] of numbers) {
      const [type, to, contents] = steps[state];
      await send(number, type, contents);
      const after = await rowOf(api.db, number);
      expect({ from: state, to: after.state }).toEqual({ from: state, to });
      expect(await failedTasks(number)).toBe(0);
    }
    const fresh = await dossierIn('to_validate');
    expect((await rowOf(api.db, fresh)).policyVersion).toBe('2026-05-from-today');
    expect((await rowOf(api.db, numbers.get('requested') ?? fresh)).policyVersion).toBe(fromToday);
    await expectProjectionToMatch(api.db, [...numbers.values()]);
    await expectLedgerToBalance(api.db);
  });

  test('would stop open dossiers without the patch: a replay of their histories says so', async () => {
    const open = [...numbers].filter(([state]) => !isFinished(state) && state !== 'draft');
    const [, number] = open[0] ?? [];
    const history = await client.workflow
      .getHandle(dossierWorkflowId(number as DossierNumber))
      .fetchHistory();
    const careless = { workflowBundle: await bundleOf('./careless-build.ts') };
    await expect(Worker.runReplayHistory(careless, history)).rejects.toThrow(/[Nn]ondeterminism/);
    const careful = { workflowBundle: await bundleOf('./next-build.ts') };
    await expect(Worker.runReplayHistory(careful, history)).resolves.toBeUndefined();
  });
});
