import type { Dispute, Payment } from './payment.ts';

/** Every payment that was contested with the bank, oldest first, whether that is over or not. */
export function disputesOf(payment: Payment | null): readonly Dispute[] {
  if (payment === null) return [];
  const { otherDisputes = [], dispute } = payment;
  return dispute === undefined ? otherDisputes : [...otherDisputes, dispute];
}

/** The one with an id; without an id, the one that is open. Undefined when there is none such. */
export function disputeWith(payment: Payment | null, disputeId: string | null): Dispute | undefined {
  return disputesOf(payment).find((one) =>
    disputeId === null ? one.closed === undefined : one.disputeId === disputeId,
  );
}

/** Whether the bank took the payment that was kept back for good. */
export function isTakenBack(payment: Payment | null): boolean {
  return disputesOf(payment).some(
    ({ closed, paymentId = null }) =>
      closed?.outcome === 'lost' && (paymentId === null || paymentId === (payment?.paidBy ?? paymentId)),
  );
}

/** Puts disputes in their places: the last one told is the one that is looked at first. */
export function withDisputes(payment: Payment, disputes: readonly Dispute[]): Payment {
  const dispute = disputes.at(-1);
  if (dispute === undefined) return payment;
  return { ...payment, dispute, ...(disputes.length > 1 ? { otherDisputes: disputes.slice(0, -1) } : {}) };
}
