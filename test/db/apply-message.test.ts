import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { type Applied, applyMessage, applyTimer } from '../../db/recording/apply-message.ts';
import { openDossier } from '../../db/recording/open-dossier.ts';
import { addMs, instant } from '../../domain/calendar/paris-time.ts';
import { timerOf } from '../../domain/dossier/clock.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierMessage } from '../../domain/dossier/messages.ts';
import { isRefusal } from '../../domain/dossier/refusal.ts';
import { accountOf, expectLedgerToBalance } from '../support/consistency.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { rowOf } from '../support/dossier-world.ts';
import { aMessage } from '../support/dossiers.ts';
import { type Cast, createCast, grantNumber } from '../support/people.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const receivedAt = instant(Date.now());
const policyVersion = '2026-01' as const;

/** Applies a message; `seen` is the dossier as another worker may still hold it. */
async function apply(
  { number }: Dossier,
  message: DossierMessage,
  { seen, fingerprint = null }: { seen?: Dossier; fingerprint?: string | null } = {},
): Promise<Applied> {
  const application = { number, message, fingerprint };
  return await applyMessage(database.db.em.fork(), application, { policyVersion, seen });
}

async function applied(dossier: Dossier, ...messages: DossierMessage[]): Promise<Dossier> {
  for (const message of messages) {
    const { outcome } = await apply(dossier, message);
    if (isRefusal(outcome)) throw new Error(outcome.refused);
  }
  return await rowOf(database.db, dossier.number);
}

async function draft(cast: Cast): Promise<Dossier> {
  const number = await grantNumber(database.db, cast.traineeId);
  const request = { ...cast, number, policyVersion, createdAt: receivedAt };
  const outcome = await openDossier(database.db.em.fork(), request);
  if (isRefusal(outcome)) throw new Error(outcome.refused);
  return outcome;
}

async function toValidate(cast?: Cast): Promise<Dossier> {
  const made = await draft(cast ?? (await createCast(database.db)));
  return await applied(made, aMessage('submit', { receivedAt }), aMessage('accept', { receivedAt }));
}

async function timeline({ number }: Dossier): Promise<string[]> {
  const { rows } = await sql<{ type: string }>`
    select type from dossier_events where number = ${number} order by version`.execute(
    queries(database.db.em.fork()),
  );
  return rows.map(({ type }) => type);
}

test('a draft stands when it is opened again, even if its session was closed meanwhile', async () => {
  const cast = await createCast(database.db);
  const first = await draft(cast);
  await sql`update training_sessions set status = 'closed' where id = ${cast.sessionId}`.execute(
    queries(database.db.em.fork()),
  );
  const request = { ...cast, number: first.number, policyVersion, createdAt: receivedAt };
  expect(await openDossier(database.db.em.fork(), request)).toEqual(first);
});

describe('a message that is applied twice', () => {
  const messages = {
    validate: aMessage('validate', { receivedAt }),
    cancel: aMessage('cancel', { receivedAt }),
  };

  test.each(Object.entries(messages))('gives the same answer and is done once: %s', async (type, message) => {
    const before = await toValidate();
    const { outcome } = await apply(before, message);
    // A worker that has not heard of it, one that has, and one that knows nothing.
    for (const seen of [before, await rowOf(database.db, before.number), undefined]) {
      const again = await apply(before, message, seen === undefined ? {} : { seen });
      expect(again.outcome).toEqual(outcome);
    }
    expect(await timeline(before)).toEqual(['open', 'submit', 'accept', type]);
    await expectLedgerToBalance(database.db);
  });

  test('gives the answer of then, whatever was applied since', async () => {
    const before = await toValidate();
    const { outcome } = await apply(before, messages.validate);
    await applied(before, aMessage('cancel', { receivedAt }));
    expect(outcome).toEqual({ version: 4, state: 'validated' });
    const again = await apply(before, messages.validate);
    expect(again).toMatchObject({ outcome, dossier: { version: 5, state: 'cancelled' } });
  });

  test('and is another one under the same id is refused', async () => {
    const before = await toValidate();
    const { id } = messages.cancel;
    await apply(before, messages.cancel, { fingerprint: 'one' });
    const other = await apply(before, aMessage('delete', { id, receivedAt }), { fingerprint: 'another' });
    expect(other.outcome).toMatchObject({ refused: 'idempotency_key_reused' });
    expect((await apply(before, messages.cancel, { fingerprint: 'one' })).outcome).toMatchObject({
      version: 4,
    });
  });
});

describe('a worker that dies after it recorded a message', () => {
  test('blocks nobody: what others did with the rights stands, and the message stands once', async () => {
    const cast = await createCast(database.db, { balanceCents: 120_000 });
    const first = await toValidate(cast);
    const second = await toValidate(cast);
    await applied(first, aMessage('validate', { receivedAt }));
    const cancel = aMessage('cancel', { receivedAt });
    const known = await rowOf(database.db, first.number);
    await apply(first, cancel);
    // The worker is gone before its task is complete; the rights that it released are used at once.
    await applied(second, aMessage('validate', { receivedAt }));
    expect(await accountOf(database.db, cast.traineeId)).toEqual({ available: 0, reserved: 120_000 });
    // The task comes back with another message first, to a worker that knows the version before.
    const entry = await apply(first, aMessage('declare_entry', { receivedAt }), { seen: known });
    expect(entry.outcome).toMatchObject({ refused: 'not_allowed_in_state', state: 'cancelled' });
    const again = await apply(first, cancel, { seen: known });
    expect(again.outcome).toEqual({ version: 5, state: 'cancelled' });
    expect(await timeline(first)).toEqual(['open', 'submit', 'accept', 'validate', 'cancel']);
    expect(await accountOf(database.db, cast.traineeId)).toEqual({ available: 0, reserved: 120_000 });
    await expectLedgerToBalance(database.db);
  });
});

test('several writers at once make one sequence of real messages', async () => {
  const before = await toValidate();
  const outcomes = await Promise.all(
    [
      aMessage('validate', { receivedAt }),
      aMessage('cancel', { receivedAt }),
      aMessage('withdraw', { receivedAt }),
    ].map((message) => apply(before, message, { seen: before })),
  );
  const steps = outcomes.flatMap(({ outcome }) => (isRefusal(outcome) ? [] : [outcome.version]));
  expect(steps.sort()).toEqual(Array.from({ length: steps.length }, (_, index) => index + 4));
  expect(await timeline(before)).toHaveLength(3 + steps.length);
  await expectLedgerToBalance(database.db);
});

describe('a dossier’s own timer', () => {
  const ring = (dossier: Dossier, now: number) =>
    applyTimer(database.db.em.fork(), { number: dossier.number, now, policyVersion });

  test('rings when it is due, and only then', async () => {
    const before = await toValidate();
    const due = timerOf(before)?.at ?? '';
    expect(await ring(before, Date.parse(due) - 1)).toMatchObject({ dossier: { version: 3 } });
    expect(await ring(before, Date.parse(due))).toMatchObject({ dossier: { version: 4 } });
    expect(await timeline(before)).toEqual(['open', 'submit', 'accept', 'remind']);
  });

  test('that rings for a deadline which was moved meanwhile finds nothing due', async () => {
    const before = await toValidate();
    const { deadline } = await applied(
      before,
      aMessage('remind', { receivedAt: before.deadline?.remindAt ?? receivedAt }),
    );
    const passed = Date.parse(addMs(deadline?.at ?? receivedAt, 600_000));
    const until = instant(passed + 20 * 86_400_000).slice(0, 10) as never;
    await applied(before, aMessage('extend_deadline', { receivedAt, until, reason: 'Fermeture' }));
    expect((await ring(before, passed)).dossier).toMatchObject({ state: 'to_validate' });
  });

  test('of no dossier rings for nobody', async () => {
    expect(
      await applyTimer(database.db.em.fork(), { number: '4000000000' as never, now: 0, policyVersion }),
    ).toMatchObject({
      dossier: null,
    });
  });
});
