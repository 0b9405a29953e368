import { randomUUID } from 'node:crypto';
import { type Client, WithStartWorkflowOperation } from '@temporalio/client';
import { instant, parisDay } from '../domain/calendar/paris-time.ts';
import { currentTermsVersion } from '../domain/policy/terms.ts';
import type { Player } from './cast.ts';
import { bareQuery, bareUpdate } from './floor/workflow.ts';
import { type Lifecycle, timed } from './measure.ts';

const updatesAfterStart = 5;

/** The floor's lifecycle: a start with its first update, then five more, straight from Temporal's client. */
export function floorLifecycle(
  client: Client,
  taskQueue: string,
  note?: (workflowId: string) => void,
): Lifecycle {
  return async (_slot, noteUpdate) => {
    const workflowId = await startBare(client, taskQueue);
    const handle = client.workflow.getHandle(workflowId);
    for (let step = 0; step < updatesAfterStart; step += 1) {
      await timed(
        () => handle.executeUpdate(bareUpdate, { args: [message()], updateId: randomUUID() }),
        noteUpdate,
      );
    }
    note?.(workflowId);
  };
}

/** Starts a bare workflow that has received its first update and waits for the next. */
export async function startBare(client: Client, taskQueue: string): Promise<string> {
  const workflowId = `bare-${randomUUID()}`;
  const startWorkflowOperation = new WithStartWorkflowOperation('bare', {
    workflowId,
    taskQueue,
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
  await client.workflow.executeUpdateWithStart(bareUpdate, { startWorkflowOperation, args: [message()] });
  return workflowId;
}

/** Asks a bare workflow. */
export async function queryBare(client: Client, workflowId: string): Promise<unknown> {
  return await client.workflow.getHandle(workflowId).query(bareQuery);
}

/** Pays what is left of a dossier, until it is validated. */
export type Paying = (player: Player, number: string) => Promise<void>;

/** The product's lifecycle, through its HTTP API: draft, send, accept, validate, pay where something is left, entry, end. */
export function productLifecycle(
  players: readonly Player[],
  note?: (number: string) => void,
  pay?: Paying,
): Lifecycle {
  return async (slot, noteUpdate) => {
    const player = players[slot % players.length];
    if (player === undefined) throw new Error('The bench has no player');
    const { trainee, organisation, trainingId, sessionId } = player;
    const { number } = await trainee.post('/api/dossiers', { trainingId, sessionId }, randomUUID());
    const mine = `/api/dossiers/${number}`;
    const theirs = `/api/organisation/dossiers/${number}`;
    const day = parisDay(instant(Date.now()));
    const requested = await timed(() => trainee.post(`${mine}/submission`, {}, randomUUID()), noteUpdate);
    await timed(() => organisation.post(`${theirs}/reply`, { decision: 'accept' }, randomUUID()), noteUpdate);
    const { rightsCents, remainderCents } = requested.amounts;
    const consent = { rightsConsent: true, rightsCents, remainderCents, termsVersion: currentTermsVersion };
    await timed(() => trainee.post(`${mine}/validation`, consent, randomUUID()), noteUpdate);
    await pay?.(player, number);
    await timed(() => organisation.post(`${theirs}/entry`, { enteredOn: day }, randomUUID()), noteUpdate);
    await timed(() => organisation.post(`${theirs}/end`, { endedOn: day }, randomUUID()), noteUpdate);
    note?.(number);
  };
}

function message() {
  return { id: randomUUID(), receivedAt: new Date().toISOString() };
}
