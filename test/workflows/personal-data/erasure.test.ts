import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { WorkflowHandle } from '@temporalio/client';
import { sql } from 'kysely';
import { queries } from '../../../db/database.ts';
import {
  keptRowsOfDossier,
  keptRowsOfTrainee,
  rowsOfDossier,
  rowsOfTrainee,
} from '../../../db/personal-data/erased-tables.ts';
import { closeAccount } from '../../../db/personal-data/erasures.ts';
import { linkIdentity } from '../../../db/people/identity-links.ts';
import { addMs } from '../../../domain/calendar/paris-time.ts';
import { dayMs, retention } from '../../../domain/policy/retention.ts';
import {
  accountErasureType,
  accountErasureWorkflowId,
  retentionType,
  withdrawErasureSignal,
} from '../../../workflows/personal-data/contract.ts';
import { tablesWith } from '../../support/canary.ts';
import { startWorld, type TestDossier, type World } from '../../support/dossier-world.ts';

const reflectionMs = retention.reflectionDays * dayMs;
let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const q = () => queries(world.database.db.em.fork());
const em = () => world.database.db.em.fork();

interface Person {
  traineeId: string;
  dossier: TestDossier;
  /** Stands in what is erased with the contact. */
  contact: string;
  /** Stands in what is erased last. */
  identity: string;
}

/** Somebody with a finished dossier, whose data can be recognised wherever it stands. */
async function somebody(): Promise<Person> {
  const dossier = await world.open();
  const { traineeId } = dossier.cast;
  const [contact, identity] = [`contact-${randomUUID()}`, `identite-${randomUUID()}`];
  await dossier.send('submit');
  const { number } = await dossier.dossier();
  await sql`update trainees set email = ${`${contact}@exemple.test`}, phone = ${contact}, birth_name = ${identity},
    first_name = ${identity} where id = ${traineeId}`.execute(q());
  await sql`insert into dossier_texts (id, number, author, body)
    values (${randomUUID()}, ${number}, 'organisation', ${`${identity} ne convient pas`})`.execute(q());
  await linkIdentity(em(), contact, traineeId);
  await sql`insert into http_sessions (sid, sess, expire)
    values (${randomUUID()}, ${JSON.stringify({ traineeId, contact })}, now() + interval '1 hour')`.execute(
    q(),
  );
  await sql`insert into data_exports (id, trainee_id, requested_at, ready_at, expires_at, json_ciphertext, json_key_id)
    values (${randomUUID()}, ${traineeId}, now(), now(), now() + interval '7 days', ${Buffer.from(contact)}, 'k')`.execute(
    q(),
  );
  return { traineeId, dossier, contact, identity };
}

async function close(traineeId: string): Promise<{ id: string; handle: WorkflowHandle } | 'open_dossiers'> {
  const requestedAt = new Date(await world.now());
  const reflectionEndsAt = new Date(requestedAt.getTime() + reflectionMs);
  const closed = await closeAccount(em(), { id: randomUUID(), traineeId, requestedAt, reflectionEndsAt });
  if (closed === 'open_dossiers') return closed;
  const handle = await world.client.workflow.start(accountErasureType, {
    workflowId: accountErasureWorkflowId(closed.id),
    taskQueue: world.taskQueue,
    args: [{ erasureId: closed.id }],
    workflowIdConflictPolicy: 'USE_EXISTING',
  });
  return { id: closed.id, handle };
}

async function closed(traineeId: string): Promise<{ id: string; handle: WorkflowHandle }> {
  const outcome = await close(traineeId);
  if (outcome === 'open_dossiers') throw new Error('a dossier is open');
  return outcome;
}

const retain = () => world.run<Record<string, number>>(retentionType);

const places = (canary: string) => tablesWith(world.database.db, canary);

describe('the erasure of an account', () => {
  test('waits until no dossier is under way', async () => {
    const { traineeId, dossier } = await somebody();
    expect(await close(traineeId)).toBe('open_dossiers');
    await dossier.send('refuse');
    expect(await close(traineeId)).toMatchObject({ id: expect.any(String) });
  });

  test('closes the account at once, once, and ends its sessions', async () => {
    const { traineeId, dossier, contact } = await somebody();
    await dossier.send('refuse');
    const [first, second] = [await closed(traineeId), await closed(traineeId)];
    expect(second.id).toBe(first.id);
    const { rows } =
      await sql`select 1 from trainees where id = ${traineeId} and closed_at is not null`.execute(q());
    expect(rows).toHaveLength(1);
    expect(await places(contact)).not.toContain('http_sessions');
  });

  test('can be withdrawn while the time of reflection runs: nothing is lost', async () => {
    const { traineeId, dossier, contact } = await somebody();
    await dossier.send('refuse');
    const { handle } = await closed(traineeId);
    await handle.signal(withdrawErasureSignal);
    expect(await handle.result()).toEqual({ outcome: 'withdrawn' });
    const { rows } = await sql`select 1 from trainees where id = ${traineeId} and closed_at is null`.execute(
      q(),
    );
    expect(rows).toHaveLength(1);
    expect(await places(contact)).toEqual(['data_exports', 'identity_links', 'trainees']);
  });

  test('erases contact after the reflection, and who it was with the last record, from every table', async () => {
    const { traineeId, dossier, contact, identity } = await somebody();
    await dossier.send('refuse');
    const { deadline } = await dossier.dossier();
    if (deadline === null) throw new Error('the record has no end');
    const { handle } = await closed(traineeId);

    await world.skipTo(addMs(await world.now(), reflectionMs - dayMs));
    expect(await places(contact)).toContain('trainees');
    await world.skipTo(addMs(await world.now(), 3 * dayMs));
    expect(await places(contact)).toEqual([]);
    expect(await places(identity)).toEqual(['dossier_texts', 'trainees']);

    await world.skipTo(addMs(deadline.at, -dayMs));
    await retain();
    expect(await places(identity)).toEqual(['dossier_texts', 'trainees']);
    await world.skipTo(addMs(deadline.at, dayMs));
    // Its workflow has ended with it: the backstop starts a short run for the end of the record.
    await dossier.nudge();
    await dossier.handle.result();
    expect((await retain())['dossiers']).toBeGreaterThan(0);
    expect(await handle.result()).toEqual({ outcome: 'erased' });
    expect(await places(identity)).toEqual([]);
    const { rows } = await sql`select sum(amount_cents)::integer as cents from ledger_entries
      where trainee_id = ${traineeId} and account = 'available'`.execute(q());
    expect(rows).toEqual([{ cents: 150_000 }]);
  });

  test('is started by the daily retention when it could not be started before', async () => {
    const { traineeId, dossier } = await somebody();
    await dossier.send('refuse');
    const id = randomUUID();
    const requestedAt = new Date(await world.now());
    await closeAccount(em(), { id, traineeId, requestedAt, reflectionEndsAt: requestedAt });
    await world.skipTo(addMs(await world.now(), dayMs));
    await retain();
    const { status } = await world.client.workflow.getHandle(accountErasureWorkflowId(id)).describe();
    expect(status.name).toBe('RUNNING');
  });
});

describe('the tables', () => {
  async function referringTo(table: string): Promise<string[]> {
    const { rows } = await sql<{ name: string }>`
      select distinct conrelid::regclass::text as name from pg_constraint
      where contype = 'f' and confrelid = ${table}::regclass`.execute(q());
    return rows.map(({ name }) => name).sort();
  }

  test('that refer to a trainee are each either erased or kept on purpose', async () => {
    expect(await referringTo('trainees')).toEqual([...rowsOfTrainee, ...keptRowsOfTrainee].sort());
  });

  test('that refer to a dossier are each either erased or kept on purpose', async () => {
    expect(await referringTo('dossier_numbers')).toEqual(
      [...rowsOfDossier.map(({ table }) => table), ...keptRowsOfDossier].sort(),
    );
  });
});
