import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { sql } from 'kysely';
import { createBackstopActivities } from '../../activities/backstop/heal-dossiers.ts';
import { queries } from '../../db/database.ts';
import { applyMessage } from '../../db/recording/apply-message.ts';
import { waitFor } from '../../dev/wait-for.ts';
import { instant } from '../../domain/calendar/paris-time.ts';
import { type DossierNumber, parseDossierNumber } from '../../domain/dossier/number.ts';
import { runningDossiers } from '../../worker/running-dossiers.ts';
import { createSignalDossier } from '../../worker/signal-dossier.ts';
import { dossierWorkflowId } from '../../workflows/dossier/contract.ts';
import { searchAttributes } from '../../workflows/dossier/search-attributes.ts';
import { startApi, type TestApi } from '../support/api.ts';
import {
  acceptedDossier,
  type ApiCast,
  aCast,
  sentDossier,
  validatedDossier,
} from '../support/api-dossiers.ts';
import { expectLedgerToBalance, expectProjectionToMatch } from '../support/consistency.ts';
import { rowOf } from '../support/dossier-world.ts';
import { aMessage } from '../support/dossiers.ts';
import { testStack } from '../support/stack.ts';

// Temporal's own server: the time-skipping one lists nothing.
let api: TestApi;
let client: Client;
let cast: ApiCast;

beforeAll(async () => {
  api = await startApi({ worker: true });
  client = new Client({ connection: await Connection.connect({ address: testStack.temporalAddress }) });
  cast = await aCast(api, { balanceCents: 1_000_000 });
});
afterAll(async () => {
  await api.stop();
  await client.connection.close();
});

const handleOf = (number: string) => client.workflow.getHandle(dossierWorkflowId(parseDossierNumber(number)));
const statusOf = async (number: string) => (await handleOf(number).describe()).status.name;

/** What the schedule does each minute. */
async function heal(): Promise<void> {
  const { taskQueue } = api;
  const backstop = createBackstopActivities({
    db: api.db,
    signalDossier: createSignalDossier(client, taskQueue),
    runningDossiers: () => runningDossiers(client, taskQueue),
    heartbeat: () => undefined,
  });
  await backstop.healDossiers({ quietMs: 0 });
}

/** What is written more recently than the index rests may be about to be shown. */
async function longAgo(number: string): Promise<void> {
  await sql`update dossiers set updated_at = now() - interval '1 hour' where number = ${number}`.execute(
    queries(api.db.em.fork()),
  );
}

const accept = (number: string) =>
  cast.asOrganisation.post(`/api/organisation/dossiers/${number}/reply`, { decision: 'accept' });
const cancel = (number: string) => cast.asTrainee.post(`/api/dossiers/${number}/cancellation`, {});

describe('a dossier whose workflow was ended by hand', () => {
  test('has one again, which waits for the same deadline', async () => {
    const number = await sentDossier(cast);
    await handleOf(number).terminate('by mistake');
    await waitFor(async () => {
      await heal();
      expect(await statusOf(number)).toBe('RUNNING');
    });
    await expectProjectionToMatch(api.db, [number]);
    expect((await accept(number)).json).toMatchObject({ state: 'to_validate', version: 3 });
  });

  test('takes its next message without waiting for that', async () => {
    const number = await sentDossier(cast);
    await handleOf(number).terminate('by mistake');
    expect((await accept(number)).json).toMatchObject({ state: 'to_validate', version: 3 });
    expect(await statusOf(number)).toBe('RUNNING');
  });

  test('does not die of being cancelled', async () => {
    const number = await sentDossier(cast);
    await handleOf(number).cancel();
    expect((await accept(number)).json).toMatchObject({ state: 'to_validate' });
    expect((await cancel(number)).json).toMatchObject({ state: 'request_cancelled' });
    await waitFor(async () => expect(await statusOf(number)).toBe('COMPLETED'));
  });
});

test('a workflow that knows less than the row catches up', async () => {
  const number = (await sentDossier(cast)) as DossierNumber;
  // As when a worker died after it had recorded the message, and the update was lost with it.
  const message = aMessage('accept', { receivedAt: instant(Date.now()) });
  await applyMessage(api.db.em.fork(), { number, message, fingerprint: null }, { policyVersion: '2026-01' });
  await longAgo(number);
  await waitFor(async () => {
    await heal();
    await expectProjectionToMatch(api.db, [number]);
  });
  const { deadline } = await rowOf(api.db, number);
  // The second message of a burst is found a minute later.
  await waitFor(async () => {
    const { typedSearchAttributes } = await handleOf(number).describe();
    expect(typedSearchAttributes.get(searchAttributes.state)).toBe('to_validate');
    expect(typedSearchAttributes.get(searchAttributes.deadline)?.toISOString()).toBe(deadline?.at);
  });
});

test('a workflow that was not told of its dossier’s end is told, and ends', async () => {
  const number = (await sentDossier(cast)) as DossierNumber;
  const message = aMessage('cancel', { receivedAt: instant(Date.now()) });
  await applyMessage(api.db.em.fork(), { number, message, fingerprint: null }, { policyVersion: '2026-01' });
  await longAgo(number);
  await waitFor(async () => {
    await heal();
    expect(await statusOf(number)).toBe('COMPLETED');
  });
});

test('a dossier that the index will show within its minute is left alone', async () => {
  const number = await sentDossier(cast);
  expect((await accept(number)).status).toBe(200);
  const length = async () => (await handleOf(number).describe()).historyLength;
  const before = await length();
  await heal();
  expect(await length()).toBe(before);
});

test('a deadline that nobody applied is applied', async () => {
  const number = await sentDossier(cast);
  const past = new Date(Date.now() - 3_600_000).toISOString();
  await sql`
    update dossiers set timer_at = ${past}::timestamptz, version = version + 1,
      snapshot = snapshot || jsonb_build_object('version', version + 1, 'deadline',
        snapshot->'deadline' || jsonb_build_object('at', ${past}::text, 'remindAt', null))
    where number = ${number}`.execute(queries(api.db.em.fork()));
  await sql`
    insert into dossier_events (number, version, type, by, from_state, to_state, message_id, at, deadline, details)
    values (${number}, 3, 'extend_deadline', 'operator', 'requested', 'requested', 'by-hand', now(), null, '{}')`.execute(
    queries(api.db.em.fork()),
  );
  await waitFor(async () => {
    await heal();
    expect(await rowOf(api.db, number)).toMatchObject({
      state: 'request_cancelled',
      closure: { reason: 'organisation_silent', at: past },
    });
  });
  await waitFor(async () => expect(await statusOf(number)).toBe('COMPLETED'));
});

describe('a finished dossier', () => {
  test('has no workflow, and takes what comes later in a short run', async () => {
    const number = await acceptedDossier(cast);
    await cancel(number);
    await waitFor(async () => expect(await statusOf(number)).toBe('COMPLETED'));
    await heal();
    expect(await statusOf(number)).toBe('COMPLETED');
    const first = (await handleOf(number).describe()).runId;
    expect((await cast.asTrainee.send('DELETE', `/api/dossiers/${number}`)).status).toBe(204);
    await waitFor(async () => {
      const { runId, status } = await handleOf(number).describe();
      expect({ isAnother: runId !== first, status: status.name }).toEqual({
        isAnother: true,
        status: 'COMPLETED',
      });
    });
    expect(await rowOf(api.db, number)).toMatchObject({ state: 'request_cancelled', version: 5 });
  });
});

describe('a message that finds something broken', () => {
  test('is answered with an error, shows to operators, and holds no later one up', async () => {
    const number = await validatedDossier(cast);
    const setReserved = (by: number) =>
      sql`update rights_accounts set reserved_cents = reserved_cents + ${by}
        where trainee_id = ${cast.trainee.id}`.execute(queries(api.db.em.fork()));
    const { rows } = await sql<{ reserved: number }>`
      select reserved_cents as reserved from rights_accounts where trainee_id = ${cast.trainee.id}`.execute(
      queries(api.db.em.fork()),
    );
    const reserved = rows[0]?.reserved ?? 0;
    await setReserved(0 - reserved);
    const answer = await cancel(number);
    expect([answer.status, answer.json.code]).toEqual([500, 'dossier_stuck']);
    const stuck = async () =>
      (await handleOf(number).describe()).typedSearchAttributes.get(searchAttributes.stuck);
    expect(await stuck()).toMatch(/^sqlstate_23514 /);
    expect(await rowOf(api.db, number)).toMatchObject({ state: 'validated' });

    await setReserved(reserved);
    expect((await cancel(number)).json).toMatchObject({ state: 'cancelled' });
    await waitFor(async () => expect(await stuck()).toBeUndefined());
    await expectLedgerToBalance(api.db);
  });
});
