import { expect } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { isFinished } from '../../domain/dossier/states.ts';
import { accountOf } from '../support/consistency.ts';
import { keepsTheMoney } from './cancellation-oracle.ts';
import type { History } from './history.ts';
import { stripeSide, type TakenPayment } from './stripe-side.ts';

/** Checks, once everything has settled, that no money was lost, made or kept against the rules. */
export async function expectMoneyToBeRight(history: History): Promise<void> {
  expect(history.world.bench.unexpected).toEqual([]);
  const dossiers = history.players.map((player) => history.dossierOf(player));
  for (const dossier of dossiers) {
    expectStripeToAgree(history, dossier);
    expectPolicyToBeKept(history, dossier);
    await expectRecordToMatch(history, dossier);
  }
  await expectRightsToAddUp(history, dossiers);
}

function expectStripeToAgree(history: History, dossier: Dossier): void {
  const { taken, refunds, openPages } = stripeSide(history.world, dossier.number);
  const { payment } = dossier;
  const ours = payment?.refunds ?? [];
  const isKept = (one: TakenPayment) => one.givenBackCents === 0;
  // A refund that the bank refuses for good is in the operators' hands, and shown to them.
  const failed = ours
    .filter(({ progress }) => progress?.status === 'failed')
    .map(({ paymentId }) => paymentId);
  const stuck = taken.filter((one) => isKept(one) && failed.includes(one.paymentId));
  const kept = taken.filter((one) => isKept(one) && !stuck.includes(one));
  expect(kept.length).toBeLessThanOrEqual(1);
  expect(
    taken.filter(({ givenBackCents, amountCents }) => ![0, amountCents].includes(givenBackCents)),
  ).toEqual([]);
  expect(
    new Set([payment?.paidBy, ...ours.map(({ paymentId }) => paymentId)].filter((id) => id != null)),
  ).toEqual(new Set(taken.map(({ paymentId }) => paymentId)));
  for (const [index, refund] of ours.entries()) {
    const tries = refunds.filter(({ metadata }) => metadata?.['refund'] === String(index + 1));
    const done = tries.filter(({ status }) => status === 'succeeded');
    const isDone = refund.progress?.status === 'done';
    expect(done.map(({ amount, payment_intent }) => ({ amount, payment_intent }))).toEqual(
      isDone ? [{ amount: refund.amountCents, payment_intent: refund.paymentId }] : [],
    );
    expect(new Set(tries.map(({ metadata }) => metadata?.['try'])).size).toBe(tries.length);
  }
  const contested = taken.filter(({ isDisputed }) => isDisputed);
  // Whose payment it is stands in our record of pages; of one made by hand the operators read in the log.
  if (contested.some(({ isStray }) => !isStray)) expect(payment?.dispute).toBeDefined();
  if (contested.length === 0) expect(payment?.dispute).toBeUndefined();
  if (isFinished(dossier.state) || payment?.paidSequence != null) expect(openPages).toBe(0);
  expect(openPages).toBeLessThanOrEqual(1);
}

function expectPolicyToBeKept({ world }: History, dossier: Dossier): void {
  const { state, payment, closure, agreement } = dossier;
  const { taken } = stripeSide(world, dossier.number);
  const refundsOfPaid = (payment?.refunds ?? []).filter(({ reason }) => reason === 'cancellation');
  const isPaid = payment?.paidSequence != null;
  if (state === 'validated' || state === 'in_training' || state === 'completed') {
    const paid = taken.find(({ paymentId }) => paymentId === payment?.paidBy);
    expect(paid?.amountCents ?? 0).toBe(agreement?.remainderCents);
    expect(refundsOfPaid).toEqual([]);
    return;
  }
  if (!isPaid) {
    const open = (payment?.refunds ?? []).filter(({ progress }) => progress?.status === 'failed').length;
    expect(taken.filter(({ givenBackCents }) => givenBackCents === 0)).toHaveLength(open);
    expect(refundsOfPaid).toEqual([]);
    return;
  }
  const isKept = keepsTheMoney(dossier);
  expect(closure?.consequences?.remainder).toBe(isKept ? 'kept' : 'refunded');
  expect(refundsOfPaid.map(({ amountCents, paymentId }) => ({ amountCents, paymentId }))).toEqual(
    isKept ? [] : [{ amountCents: agreement?.remainderCents, paymentId: payment.paidBy }],
  );
}

async function expectRecordToMatch({ world }: History, dossier: Dossier): Promise<void> {
  const q = queries(world.database.db.em.fork());
  const { rows } = await sql<{ snapshot: unknown; versions: number[] }>`
    select snapshot, array(select version from dossier_events event where event.number = dossier.number
      order by version) as versions
    from dossiers dossier where number = ${dossier.number}`.execute(q);
  expect(rows[0]?.snapshot).toEqual(dossier);
  expect(rows[0]?.versions).toEqual(Array.from({ length: dossier.version }, (_, index) => index + 1));
}

async function expectRightsToAddUp(history: History, dossiers: readonly Dossier[]): Promise<void> {
  const { db } = history.world.database;
  const { traineeId } = history.cast;
  const { rows } = await sql<{ account: string; cents: number }>`
    select account, sum(amount_cents)::integer as cents from ledger_entries
    where trainee_id = ${traineeId} group by account`.execute(queries(db.em.fork()));
  const sums = Object.fromEntries(rows.map(({ account, cents }) => [account, cents]));
  const sumOf = (fits: (dossier: Dossier) => boolean) =>
    dossiers.filter(fits).reduce((sum, { agreement }) => sum + (agreement?.rightsCents ?? 0), 0);
  const consumed = sumOf((dossier) => dossier.state === 'completed' || keepsTheMoney(dossier));
  const reserved = sumOf(({ state }) => !isFinished(state));
  const { balanceCents } = history.beginning;
  const available = balanceCents - consumed - reserved;
  expect(available).toBeGreaterThanOrEqual(0);
  expect({ funding: 0, available: 0, reserved: 0, consumed: 0, ...sums }).toEqual({
    funding: 0 - balanceCents,
    available,
    reserved,
    consumed,
  });
  const account = await accountOf(db, traineeId);
  expect(account ?? { available: 0, reserved: 0 }).toEqual({ available, reserved });
}
