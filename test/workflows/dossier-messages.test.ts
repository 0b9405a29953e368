import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { cents } from '../../domain/money.ts';
import { currentTermsVersion } from '../../domain/policy/terms.ts';
import * as contract from '../../workflows/dossier/contract.ts';
import { aMessage } from '../support/dossiers.ts';
import { startWorld, type TestDossier, type World } from '../support/dossier-world.ts';
import { createCast } from '../support/people.ts';
import { declareEnd, declareEntry } from '../support/training.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

const half = { rightsCents: cents(100_000), remainderCents: cents(20_000) };

async function accountOf({ cast }: TestDossier) {
  const { rows } = await sql<{ available: number; reserved: number }>`
    select available_cents as available, reserved_cents as reserved from rights_accounts
    where trainee_id = ${cast.traineeId}`.execute(queries(world.database.db.em.fork()));
  return rows[0];
}

async function inTraining(): Promise<TestDossier> {
  const dossier = await validated();
  await declareEntry(world, dossier);
  return dossier;
}

async function validated(): Promise<TestDossier> {
  const dossier = await world.open();
  await dossier.send('submit');
  await dossier.send('accept');
  await dossier.send('validate');
  return dossier;
}

async function signalled(dossier: TestDossier, condition: (state: string) => boolean): Promise<string> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const { state } = await dossier.dossier();
    if (condition(state)) return state;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error('the signal had no effect');
}

describe('a whole life', () => {
  test('from draft to the end of training reserves and then consumes the rights', async () => {
    const dossier = await inTraining();
    expect(await accountOf(dossier)).toEqual({ available: 30_000, reserved: 120_000 });
    await declareEnd(world, dossier);
    expect((await dossier.dossier()).state).toBe('completed');
    expect(await accountOf(dossier)).toEqual({ available: 30_000, reserved: 0 });
  });

  test('cancelled by the organisation gives the rights back', async () => {
    const dossier = await inTraining();
    await dossier.send('withdraw');
    expect((await dossier.dossier()).state).toBe('cancelled_by_organisation');
    expect(await accountOf(dossier)).toEqual({ available: 150_000, reserved: 0 });
  });

  test('abandoned after entry consumes the rights: the full price is due', async () => {
    const dossier = await inTraining();
    await dossier.send('cancel');
    expect((await dossier.dossier()).closure?.consequences).toMatchObject({
      rule: 'late',
      rights: 'consumed',
    });
    expect(await accountOf(dossier)).toEqual({ available: 30_000, reserved: 0 });
  });

  test('cancelled within the withdrawal period gives the rights back', async () => {
    const dossier = await validated();
    await dossier.send('cancel', { reason: 'illness_or_accident' });
    expect((await dossier.dossier()).closure).toMatchObject({
      cancellationReason: 'illness_or_accident',
      consequences: { rule: 'withdrawal', rights: 'given_back' },
    });
    expect(await accountOf(dossier)).toEqual({ available: 150_000, reserved: 0 });
  });

  test('finished and deleted leaves the trainee’s list and keeps its record', async () => {
    const dossier = await world.open();
    await dossier.send('submit');
    await dossier.send('refuse', { reasonId: randomUUID() });
    await dossier.send('delete');
    const { state, deletedAt } = await dossier.dossier();
    expect({ state, gone: deletedAt !== null }).toEqual({ state: 'refused', gone: true });
    expect(await dossier.refusal('delete')).toMatchObject({ refused: 'not_allowed_in_state' });
  });

  test('a deleted draft ends its workflow', async () => {
    const dossier = await world.open();
    await dossier.send('delete');
    await expect(dossier.handle.result()).resolves.toEqual({ state: 'draft', version: 2 });
  });
});

describe('messages sent as signals', () => {
  test('organisationReply, traineeValidation and paymentResult lead where the updates do', async () => {
    const dossier = await world.open({ balanceCents: 100_000 });
    await dossier.send('submit');
    await dossier.handle.signal(contract.organisationReplySignal, { decision: 'accept' });
    await signalled(dossier, (state) => state === 'to_validate');
    await dossier.handle.signal(contract.traineeValidationSignal, {
      ...half,
      termsVersion: currentTermsVersion,
    });
    await dossier.handle.signal(contract.paymentResultSignal, { status: 'processing', sequence: 1 });
    await signalled(dossier, (state) => state === 'payment_pending');
    await dossier.handle.signal(contract.paymentResultSignal, {
      status: 'failed',
      sequence: 1,
      failure: 'card_declined',
    });
    await signalled(dossier, (state) => state === 'payment_refused');
    await dossier.handle.signal(contract.paymentResultSignal, {
      status: 'succeeded',
      sequence: 1,
      amountCents: cents(20_000),
    });
    await signalled(dossier, (state) => state === 'validated');
    expect(await accountOf(dossier)).toEqual({ available: 0, reserved: 100_000 });
  });

  test('a proposal by signal shows its changes', async () => {
    const dossier = await world.open();
    await dossier.send('submit');
    await dossier.handle.signal(contract.organisationReplySignal, {
      decision: 'propose',
      changes: { place: 'Metz' },
    });
    await signalled(dossier, (state) => state === 'proposed');
    expect((await dossier.dossier()).proposal?.changes).toEqual([
      { field: 'place', before: 'Lyon', after: 'Metz' },
    ]);
  });

  test.each([
    ['nothing at all', []],
    ['a number', [42]],
    ['an unknown decision', [{ decision: 'perhaps' }]],
    ['an impossible day', [{ decision: 'propose', changes: { startsOn: '2027-02-30' } }]],
    ['a huge id', [{ decision: 'accept', messageId: 'x'.repeat(5_000) }]],
    ['a place that no database keeps', [{ decision: 'propose', changes: { place: 'Ly\u0000on' } }]],
    ['half a character', [{ decision: 'propose', changes: { place: 'Lyon \ud800' } }]],
    ['an instant that is none', [{ decision: 'accept', receivedAt: 'yesterday' }]],
  ])('%s is refused and the dossier goes on', async (_, args) => {
    const dossier = await world.open();
    await dossier.send('submit');
    await dossier.handle.signal('organisationReply', ...args);
    await dossier.handle.signal('propose', ...args);
    expect((await dossier.dossier()).state).toBe('requested');
    await dossier.send('accept');
    expect((await dossier.dossier()).state).toBe('to_validate');
  });
});

describe('the same message', () => {
  test('sent twice as an update is answered alike and done once', async () => {
    const dossier = await world.open();
    const id = randomUUID();
    const first = await dossier.send('submit', { id });
    expect(await dossier.send('submit', { id })).toEqual(first);
    expect((await dossier.dossier()).version).toBe(2);
  });

  test('sent as an update and again as a signal is done once', async () => {
    const dossier = await world.open();
    const message = aMessage('submit', { id: randomUUID(), receivedAt: await world.now() });
    const { id, type: _, ...sent } = message;
    await Promise.all([
      dossier.handle.signal(contract.signalOf('submit'), { ...sent, messageId: id }),
      dossier.handle.executeUpdate(contract.updateOf('submit'), { args: [sent], updateId: id }),
    ]);
    await dossier.send('accept');
    expect((await dossier.dossier()).version).toBe(3);
  });
});

describe('at the same time', () => {
  test('an acceptance and a cancellation: one wins, the other is refused', async () => {
    const dossier = await world.open();
    await dossier.send('submit');
    const outcomes = await Promise.allSettled([dossier.send('refuse'), dossier.send('cancel')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(['refused', 'request_cancelled']).toContain((await dossier.dossier()).state);
  });

  test('an acceptance after a cancellation is refused; a cancellation after an acceptance counts', async () => {
    const late = await world.open();
    await late.send('submit');
    await late.send('cancel');
    expect(await late.refusal('accept')).toMatchObject({ refused: 'not_allowed_in_state' });
    const early = await world.open();
    await early.send('submit');
    await early.send('accept');
    await early.send('cancel');
    const states = await Promise.all([late.dossier(), early.dossier()]);
    expect(states.map(({ state }) => state)).toEqual(['request_cancelled', 'request_cancelled']);
  });

  test('validations of several dossiers on one balance reserve at most that balance', async () => {
    const cast = await createCast(world.database.db, {
      now: Date.parse(await world.now()),
      balanceCents: 250_000,
    });
    const dossiers = await Promise.all(Array.from({ length: 4 }, () => world.open({ cast })));
    for (const dossier of dossiers) {
      await dossier.send('submit');
      await dossier.send('accept');
    }
    const outcomes = await Promise.allSettled(dossiers.map((dossier) => dossier.send('validate')));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    expect(await accountOf(dossiers[0] as TestDossier)).toEqual({ available: 10_000, reserved: 240_000 });
  });

  test('a sixth open request for the same training is refused', async () => {
    const cast = await createCast(world.database.db, { now: Date.parse(await world.now()) });
    const dossiers = await Promise.all(Array.from({ length: 6 }, () => world.open({ cast })));
    const outcomes = await Promise.allSettled(dossiers.map((dossier) => dossier.send('submit')));
    expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(1);
  });
});

describe('a long dossier', () => {
  test('continues as new and loses neither state, deadline nor answers already given', async () => {
    const dossier = await world.open({ eventsPerRun: 12 });
    const firstRun = (await dossier.handle.describe()).runId;
    const id = randomUUID();
    const answer = await dossier.send('submit', { id });
    await dossier.send('accept');
    await signalled(dossier, (state) => state === 'to_validate');
    expect((await dossier.handle.describe()).runId).not.toBe(firstRun);
    expect(await dossier.send('submit', { id })).toEqual(answer);
    const { state, version, deadline } = await dossier.dossier();
    expect({ state, version, kind: deadline?.kind }).toEqual({
      state: 'to_validate',
      version: 3,
      kind: 'trainee_validation',
    });
    await dossier.send('validate');
    expect((await dossier.dossier()).state).toBe('validated');
  });

  test('loses no message that arrives while it continues as new', async () => {
    const dossier = await world.open({ eventsPerRun: 8 });
    const { sessionId } = dossier.cast;
    await Promise.all(Array.from({ length: 30 }, () => dossier.send('amend_draft', { sessionId })));
    expect((await dossier.dossier()).version).toBe(31);
  });
});

test('a draft for a training that is no longer offered is refused and leaves nothing behind', async () => {
  const cast = await createCast(world.database.db);
  await expect(world.open({ cast: { ...cast, sessionId: randomUUID() } })).rejects.toThrow();
});
