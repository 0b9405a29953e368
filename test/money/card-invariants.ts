import { expect } from '@jest/globals';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { Refund } from '../../domain/dossier/payment.ts';
import { keepsTheMoney } from './cancellation-oracle.ts';
import type { Stage } from './stage.ts';
import { stripeSide, type TakenPayment } from './stripe-side.ts';

// The first, and one after each pause (domain/dossier/refunding.ts).
const triesOfRefund = 4;
// What Stripe takes at least, in cents: less than that can be owed, but not paid.
const leastByCard = 50;

/** Checks what was taken from cards for a dossier, and given back, against what Stripe has and what the policy says. */
export function expectCardsToBeRight(stage: Stage, dossier: Dossier): void {
  const { taken } = stripeSide(stage, dossier.number);
  const { remainderCents = 0 } = dossier.agreement ?? {};
  expect(remainderCents === 0 || remainderCents >= leastByCard).toBe(true);
  expectPaymentInTimeToCount(stage, dossier, taken);
  expectEveryPaymentToBeKnown(dossier, taken);
  expectRefundsToBeWhatIsOwed(dossier, taken);
  expectRefundsToBeStripes(stage, dossier);
  expectDisputesToShow(dossier, taken);
}

/** What the trainee paid before the deadline counts, whenever the product heard of it. */
function expectPaymentInTimeToCount(
  stage: Stage,
  { number, closure, agreement, payment }: Dossier,
  taken: readonly TakenPayment[],
): void {
  const whole = taken.filter(
    ({ isStray, amountCents }) => !isStray && amountCents === agreement?.remainderCents,
  );
  if (closure === null && payment?.paidSequence == null) expect(whole).toEqual([]);
  if (closure === null) return;
  const isLapsed = closure.by === 'deadline' && !stage.gaveUpClosing(number);
  if (isLapsed) expect(whole.filter(({ paidAt }) => paidAt <= Date.parse(closure.at))).toEqual([]);
}

function expectEveryPaymentToBeKnown({ payment, agreement }: Dossier, taken: readonly TakenPayment[]): void {
  const known = [payment?.paidBy, ...(payment?.refunds ?? []).map(({ paymentId }) => paymentId)];
  const ids = new Set(known.filter((id) => id != null));
  expect(ids).toEqual(new Set(taken.map(({ paymentId }) => paymentId)));
  expect(known.filter((id) => id != null)).toHaveLength(
    taken.length + (payment?.refunds ?? []).filter(({ reason }) => reason === 'cancellation').length,
  );
  const paid = taken.find(({ paymentId }) => paymentId === payment?.paidBy);
  expect(paid?.amountCents).toBe(payment?.paidSequence == null ? undefined : agreement?.remainderCents);
}

/** Every payment that was not the one due goes back whole; that one when the policy says so. */
function expectRefundsToBeWhatIsOwed(dossier: Dossier, taken: readonly TakenPayment[]): void {
  const { payment } = dossier;
  for (const { paymentId, amountCents, givenBackCents } of taken) {
    const refund = payment?.refunds.find((one) => one.paymentId === paymentId);
    const isKept = paymentId === payment?.paidBy && (dossier.closure === null || isOver(dossier));
    expect({ paymentId, amountCents: refund?.amountCents ?? 0 }).toEqual({
      paymentId,
      amountCents: isKept ? 0 : amountCents,
    });
    const isStuck = refund?.progress?.status === 'failed';
    expect({ paymentId, givenBackCents }).toEqual({
      paymentId,
      givenBackCents: isKept || isStuck ? 0 : amountCents,
    });
  }
}

/** Whether a dossier that ended keeps what was paid for it. */
function isOver(dossier: Dossier): boolean {
  const isKept = dossier.state === 'completed' || keepsTheMoney(dossier);
  if (dossier.state === 'cancelled') {
    expect(dossier.closure?.consequences?.remainder).toBe(isKept ? 'kept' : 'refunded');
  }
  return isKept;
}

/** Each refund of ours is one of Stripe's, made once; nobody had to see to it, unless the bank refused it for good. */
function expectRefundsToBeStripes(stage: Stage, { number, payment }: Dossier): void {
  const { refunds } = stripeSide(stage, number);
  for (const [index, refund] of (payment?.refunds ?? []).entries()) {
    const tries = refunds.filter(({ metadata }) => metadata?.['refund'] === String(index + 1));
    expect(new Set(tries.map(({ metadata }) => metadata?.['try'])).size).toBe(tries.length);
    const done = tries.filter(({ status }) => status === 'succeeded');
    expect(done.map(({ amount, payment_intent }) => ({ amount, payment_intent }))).toEqual(
      refund.progress?.status === 'done'
        ? [{ amount: refund.amountCents, payment_intent: refund.paymentId }]
        : [],
    );
    expectNobodyToBeNeeded(stage, number, refund);
  }
}

function expectNobodyToBeNeeded(stage: Stage, number: string, { progress, paymentId }: Refund): void {
  if (progress?.status === 'done') return;
  const { taken } = stripeSide(stage, number);
  const isContested = taken.some((one) => one.paymentId === paymentId && one.isDisputed);
  expect(progress).toMatchObject(
    isContested ? { status: 'failed' } : { status: 'failed', tries: triesOfRefund },
  );
}

function expectDisputesToShow({ payment }: Dossier, taken: readonly TakenPayment[]): void {
  const contested = taken.filter(({ isDisputed }) => isDisputed);
  // Whose payment it is stands in our record of pages; of one made by hand the operators read in the log.
  if (contested.some(({ isStray }) => !isStray)) expect(payment?.dispute).toBeDefined();
  if (contested.length === 0) expect(payment?.dispute).toBeUndefined();
}
