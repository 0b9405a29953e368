import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { recordDraft } from '../../db/recording/record-draft.ts';
import { recordMessage, SupersededError } from '../../db/recording/record-message.ts';
import { instant } from '../../domain/calendar/paris-time.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierMessage } from '../../domain/dossier/messages.ts';
import { isRefusal } from '../../domain/dossier/refusal.ts';
import { accountOf, expectLedgerToBalance } from '../support/consistency.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { aMessage } from '../support/dossiers.ts';
import { createCast, grantNumber } from '../support/people.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const now = instant(Date.now());
const at = Date.parse(now);

async function record(dossier: Dossier, message: DossierMessage, decidedAt = at): Promise<Dossier> {
  const outcome = await recordMessage(database.db.em.fork(), {
    dossier,
    message,
    decidedAt,
    policyVersion: '2026-01',
  });
  if (isRefusal(outcome)) throw new Error(outcome.refused);
  return outcome;
}

async function toValidate(): Promise<Dossier> {
  const cast = await createCast(database.db);
  const number = await grantNumber(database.db, cast.traineeId);
  const request = { ...cast, number, policyVersion: '2026-01' as const, createdAt: now, decidedAt: at };
  const draft = await recordDraft(database.db.em.fork(), request);
  if (isRefusal(draft)) throw new Error(draft.refused);
  const requested = await record(draft, aMessage('submit', { receivedAt: now }));
  return await record(requested, aMessage('accept', { receivedAt: now }));
}

async function timeline({ number }: Dossier): Promise<string[]> {
  const { rows } = await sql<{ type: string }>`
    select type from dossier_events where number = ${number} order by version`.execute(
    queries(database.db.em.fork()),
  );
  return rows.map(({ type }) => type);
}

async function recordedState({ number }: Dossier): Promise<string | undefined> {
  const { rows } = await sql<{ state: string }>`select state from dossiers where number = ${number}`.execute(
    queries(database.db.em.fork()),
  );
  return rows[0]?.state;
}

test('a draft that was recorded stands when it is recorded again, even if its session was closed meanwhile', async () => {
  const cast = await createCast(database.db);
  const number = await grantNumber(database.db, cast.traineeId);
  const request = { ...cast, number, policyVersion: '2026-01' as const, createdAt: now, decidedAt: at };
  const first = await recordDraft(database.db.em.fork(), request);
  await sql`update training_sessions set status = 'closed' where id = ${cast.sessionId}`.execute(
    queries(database.db.em.fork()),
  );
  expect(await recordDraft(database.db.em.fork(), { ...request, decidedAt: at + 1 })).toEqual(first);
});

describe('a message that is recorded twice', () => {
  test('gives the same dossier, one line of the timeline and one movement of rights', async () => {
    const before = await toValidate();
    const message = aMessage('validate', { receivedAt: now });
    const first = await record(before, message, at + 1);
    expect(await record(before, message, at + 2)).toEqual(first);
    expect(await timeline(before)).toEqual(['open', 'submit', 'accept', 'validate']);
    expect(await accountOf(database.db, before.traineeId)).toEqual({ available: 30_000, reserved: 120_000 });
  });
});

describe('a record that the workflow never adopted', () => {
  test('is undone by the message that its history holds instead', async () => {
    const before = await toValidate();
    await record(before, aMessage('validate', { receivedAt: now }), at + 1);
    const cancelled = await record(before, aMessage('cancel', { receivedAt: now }), at + 2);
    expect(cancelled.state).toBe('request_cancelled');
    expect(await timeline(before)).toEqual(['open', 'submit', 'accept', 'cancel']);
    expect(await accountOf(database.db, before.traineeId)).toEqual({ available: 150_000, reserved: 0 });
    await expectLedgerToBalance(database.db);
  });

  test('is undone several versions deep, and the same message can then be recorded again', async () => {
    const before = await toValidate();
    const validate = aMessage('validate', { receivedAt: now });
    const validated = await record(before, validate, at + 1);
    await record(validated, aMessage('withdraw', { receivedAt: now }), at + 1);
    const again = await record(before, validate, at + 2);
    expect(again).toMatchObject({ state: 'validated', version: before.version + 1 });
    expect(await accountOf(database.db, before.traineeId)).toEqual({ available: 30_000, reserved: 120_000 });
    await expectLedgerToBalance(database.db);
  });

  test('is undone even when the next message is refused', async () => {
    const before = await toValidate();
    await record(before, aMessage('validate', { receivedAt: now }), at + 1);
    const refused = aMessage('validate', { receivedAt: now, termsVersion: '1999-01' });
    await expect(record(before, refused, at + 2)).rejects.toThrow('terms_outdated');
    expect(await recordedState(before)).toBe('to_validate');
    expect(await accountOf(database.db, before.traineeId)).toEqual({ available: 150_000, reserved: 0 });
  });

  test('stays when the late writer is the one that lost its dossier', async () => {
    const before = await toValidate();
    await record(before, aMessage('validate', { receivedAt: now }), at + 2);
    await expect(record(before, aMessage('cancel', { receivedAt: now }), at + 1)).rejects.toThrow(
      SupersededError,
    );
    expect(await recordedState(before)).toBe('validated');
  });
});

test('two writers of one version at once leave one of them standing, with its own movements', async () => {
  const before = await toValidate();
  const outcomes = await Promise.allSettled([
    record(before, aMessage('validate', { receivedAt: now }), at + 1),
    record(before, aMessage('cancel', { receivedAt: now }), at + 2),
  ]);
  expect(outcomes.some(({ status }) => status === 'fulfilled')).toBe(true);
  expect(await recordedState(before)).toBe('request_cancelled');
  expect(await accountOf(database.db, before.traineeId)).toEqual({ available: 150_000, reserved: 0 });
  await expectLedgerToBalance(database.db);
});
