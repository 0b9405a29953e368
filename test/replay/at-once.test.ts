import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Client, Connection, type WorkflowHandle } from '@temporalio/client';
import type { temporal } from '@temporalio/proto';
import { Worker } from '@temporalio/worker';
import { globalHandlers } from '@temporalio/worker/lib/workflow/vm-shared.js';
import { type PaymentServer, startPaymentServer } from '../../dev/payments/server.ts';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import * as contract from '../../workflows/dossier/contract.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { acceptedDossier, aCast, validation } from '../support/api-dossiers.ts';
import { stripeKeys } from '../support/paying-world.ts';
import { testStack } from '../support/stack.ts';

type HistoryEvent = temporal.api.history.v1.IHistoryEvent;

const dossiers = 5;
let api: TestApi;
let server: PaymentServer;
let client: Client;

beforeAll(async () => {
  const { secretKey, webhookSecret } = stripeKeys;
  server = await startPaymentServer({ secretKey });
  const env = {
    STRIPE_SECRET_KEY: secretKey,
    STRIPE_WEBHOOK_SECRET: webhookSecret,
    STRIPE_API_BASE: server.url,
  };
  api = await startApi({ worker: true, stripe: { secretKey, apiBase: server.url }, env });
  client = new Client({ connection: await Connection.connect({ address: testStack.temporalAddress }) });
});
afterAll(async () => {
  // As in replay.test.ts: a replay leaves its hook on every promise of this thread.
  globalHandlers.uninstall();
  await api.stop();
  await client.connection.close();
  await server.close();
});

async function dueDossier(): Promise<WorkflowHandle> {
  const cast = await aCast(api, { balanceCents: 100_000, priceCents: 120_000 });
  const number = await acceptedDossier(cast);
  await validation(cast, number);
  return client.workflow.getHandle(contract.dossierWorkflowId(number as DossierNumber));
}

const now = () => new Date().toISOString() as Instant;

/** The bank’s news come as signals while both of the trainee’s windows send updates, which are refused or not. */
async function everythingAtOnce(handle: WorkflowHandle): Promise<void> {
  const signal = async () => {
    const news = { status: 'processing', sequence: 1, messageId: randomUUID(), receivedAt: now() } as const;
    await handle.signal(contract.paymentResultSignal, news);
  };
  const update = async () => {
    await handle.executeUpdate(contract.updateOf('open_payment'), { args: [{ receivedAt: now() }] });
  };
  const open = async () => void (await handle.executeUpdate(contract.openCheckoutUpdate));
  await Promise.allSettled([open(), update(), signal(), update(), signal()]);
  await Promise.allSettled([signal(), update(), open()]);
}

/** The tasks in which the workflow was given a signal, and accepted an update as well. */
function mixedTasks(events: readonly HistoryEvent[]): number {
  let [mixed, hasSignal] = [0, false];
  for (const [place, event] of events.entries()) {
    if (event.workflowExecutionSignaledEventAttributes) hasSignal = true;
    if (!event.workflowTaskCompletedEventAttributes) continue;
    const next = events[place + 1];
    if (hasSignal && next?.workflowExecutionUpdateAcceptedEventAttributes) mixed += 1;
    hasSignal = false;
  }
  return mixed;
}

test('signals and updates that come in one task are taken up in the same order on a replay', async () => {
  let mixed = 0;
  for (let count = 0; count < dossiers; count += 1) {
    const handle = await dueDossier();
    await everythingAtOnce(handle);
    const history = await handle.fetchHistory();
    const events = history.events ?? [];
    expect(events.filter((event) => event.workflowTaskFailedEventAttributes)).toEqual([]);
    const workflowBundle = { codePath: testStack.workflowBundle };
    await Worker.runReplayHistory({ workflowBundle }, history, handle.workflowId);
    mixed += mixedTasks(events);
  }
  expect(mixed).toBeGreaterThan(0);
});
