import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CalendarDay } from '../../domain/calendar/calendar-day.ts';
import { addMs, type Instant } from '../../domain/calendar/paris-time.ts';
import { cents } from '../../domain/money.ts';
import { startWorld, type TestDossier, type World } from '../support/dossier-world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());

async function deadlineOf(dossier: TestDossier): Promise<Instant> {
  const { deadline } = await dossier.dossier();
  if (deadline === null) throw new Error('No deadline runs');
  return deadline.at;
}

const half = { rightsCents: cents(100_000), remainderCents: cents(20_000) };

/** A dossier that waits for each kind of reply, and the message that would be in time. */
const waits: [string, () => Promise<TestDossier>, Parameters<TestDossier['send']>[0], string, string][] = [
  ['the organisation’s reply', requested, 'accept', 'to_validate', 'organisation_silent'],
  ['the acknowledgement', withPrerequisites, 'acknowledge', 'requested', 'organisation_silent'],
  ['the reply after prerequisites', acknowledged, 'accept', 'to_validate', 'prerequisites_not_confirmed'],
  ['the validation of an acceptance', toValidate, 'validate', 'validated', 'validation_lapsed'],
  ['the validation of a proposal', proposed, 'cancel', 'request_cancelled', 'validation_lapsed'],
];

async function requested(): Promise<TestDossier> {
  const dossier = await world.open();
  await dossier.send('submit');
  return dossier;
}

async function withPrerequisites(): Promise<TestDossier> {
  const dossier = await world.open({ hasPrerequisites: true });
  await dossier.send('submit');
  return dossier;
}

async function acknowledged(): Promise<TestDossier> {
  const dossier = await withPrerequisites();
  await dossier.send('acknowledge');
  return dossier;
}

async function toValidate(): Promise<TestDossier> {
  const dossier = await requested();
  await dossier.send('accept');
  return dossier;
}

async function proposed(): Promise<TestDossier> {
  const dossier = await requested();
  await dossier.send('propose');
  return dossier;
}

async function paying(): Promise<TestDossier> {
  const dossier = await world.open({ balanceCents: 100_000 });
  await dossier.send('submit');
  await dossier.send('accept');
  await dossier.send('validate', half);
  return dossier;
}

describe.each(waits)('%s', (_, make, message, then, reason) => {
  test('counts when received in the last millisecond, even if it arrives after the deadline', async () => {
    const dossier = await make();
    const at = await deadlineOf(dossier);
    await world.skipTo(addMs(at, 30_000));
    await dossier.send(message, { receivedAt: at });
    expect((await dossier.dossier()).state).toBe(then);
  });

  test('learns what happened when it was received in time and comes after the end', async () => {
    const dossier = await make();
    const at = await deadlineOf(dossier);
    await world.skipTo(addMs(at, 90_000));
    while ((await dossier.dossier()).closure === null) await world.env.sleep('1 second');
    expect(await dossier.refusal(message, { receivedAt: at })).toMatchObject({
      refused: 'ended_meanwhile',
      details: { reason, at },
    });
  });

  test('is refused when received a millisecond late, and the request is cancelled with the reason', async () => {
    const dossier = await make();
    const at = await deadlineOf(dossier);
    await world.skipTo(addMs(at, 30_000));
    expect(await dossier.refusal(message, { receivedAt: addMs(at, 1) })).toMatchObject({
      refused: 'deadline_passed',
    });
    await world.skipTo(addMs(at, 120_000));
    const { state, closure } = await dossier.dossier();
    expect(state).toBe('request_cancelled');
    expect(closure).toMatchObject({ reason, by: 'deadline', at });
  });
});

describe('a payment at the deadline', () => {
  test('that is being processed is waited for, and its late failure opens the next business day', async () => {
    const dossier = await paying();
    const at = await deadlineOf(dossier);
    await dossier.send('payment_processing');
    await world.skipTo(addMs(at, 3 * 3_600_000));
    expect((await dossier.dossier()).state).toBe('payment_pending');
    await dossier.send('payment_failed');
    const { state, deadline } = await dossier.dossier();
    expect({ state, kind: deadline?.kind }).toEqual({ state: 'payment_refused', kind: 'payment_renewal' });
    await dossier.send('open_payment');
    await dossier.send('payment_succeeded', { sequence: 2 });
    expect((await dossier.dossier()).state).toBe('validated');
  });

  test('that is never renewed lapses and gives the rights back; a success after that is to be refunded', async () => {
    const dossier = await paying();
    await dossier.send('payment_failed');
    const at = await deadlineOf(dossier);
    await world.skipTo(addMs(at, 120_000));
    const lapsed = await dossier.dossier();
    expect(lapsed).toMatchObject({ state: 'request_cancelled', closure: { reason: 'validation_lapsed' } });
    await dossier.send('payment_succeeded');
    expect((await dossier.dossier()).payment?.refunds).toMatchObject([{ reason: 'paid_after_cancellation' }]);
  });
});

test('a draft that nobody touches for six months is deleted', async () => {
  const dossier = await world.open();
  const at = await deadlineOf(dossier);
  await world.skipTo(addMs(at, 120_000));
  await expect(dossier.handle.result()).resolves.toMatchObject({ state: 'draft' });
});

test('a change to a draft starts its six months again', async () => {
  const dossier = await world.open();
  const first = await deadlineOf(dossier);
  await world.skipTo(addMs(first, -10 * 86_400_000));
  await dossier.send('amend_draft', { sessionId: null });
  await world.skipTo(addMs(first, 120_000));
  expect((await dossier.dossier()).deletedAt).toBeNull();
});

test('whoever must act is reminded one business day before, once, and the deadline stays', async () => {
  const dossier = await requested();
  const before = await dossier.dossier();
  await world.skipTo(addMs(await deadlineOf(dossier), -60_000));
  const after = await dossier.dossier();
  expect(after.deadline).toEqual({ ...before.deadline, remindAt: null });
  expect(after.version).toBe(before.version + (before.deadline?.remindAt === null ? 0 : 1));
});

test('an operator extends a deadline with a reason, and the old date no longer counts', async () => {
  const dossier = await requested();
  const at = await deadlineOf(dossier);
  const until = addMs(at, 10 * 86_400_000).slice(0, 10);
  await dossier.handle.executeUpdate('extendDeadline', { args: [{ until, reason: 'Fermeture annuelle' }] });
  await world.skipTo(addMs(at, 120_000));
  expect((await dossier.dossier()).state).toBe('requested');
  await dossier.send('accept');
  expect((await dossier.dossier()).state).toBe('to_validate');
});

test('an extension that comes after the deadline was acted on is refused', async () => {
  const dossier = await requested();
  const at = await deadlineOf(dossier);
  await world.skipTo(addMs(at, 120_000));
  const until = addMs(at, 10 * 86_400_000).slice(0, 10) as CalendarDay;
  expect(await dossier.refusal('extend_deadline', { until, reason: 'Fermeture annuelle' })).toMatchObject({
    refused: 'not_allowed_in_state',
  });
  expect((await dossier.dossier()).state).toBe('request_cancelled');
});

test('one timer at most is pending at any time', async () => {
  const dossier = await toValidate();
  const { events = [] } = await dossier.handle.fetchHistory();
  const count = (name: string) =>
    events?.filter((event) => name in event && event[name as keyof typeof event]).length ?? 0;
  const started = count('timerStartedEventAttributes');
  const ended = count('timerCanceledEventAttributes') + count('timerFiredEventAttributes');
  expect(started - ended).toBe(1);
});
