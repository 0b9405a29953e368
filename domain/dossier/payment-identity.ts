import type { Dossier } from './dossier.ts';
import type { DossierMessage, MessageContents } from './messages.ts';
import type { Payment, Refund } from './payment.ts';

/** What makes a payment that arrived known. */
export type Success = Pick<
  MessageContents['payment_succeeded'],
  'sequence' | 'amountCents' | 'currency' | 'paymentId'
>;

/** The currency of a success that names none. */
export const euros = 'eur';

/** A payment that arrived: the one that was kept (`kept`), or one that goes back (its place among the refunds). */
interface Arrived {
  where: 'kept' | number;
  sequence: number;
  amountCents: number;
  currency: string;
  paymentId: string | null;
}

/**
 * Whether a success is one that the dossier has dealt with: told twice, or told by hand after the payment service told it.
 * A second payment of the same attempt has an id, or an amount, of its own.
 */
export function isAccountedFor(dossier: Dossier, success: Success): boolean {
  const arrived = arrivedOf(dossier);
  const { paymentId } = success;
  return paymentId == null
    ? arrived.some((one) => isLike(one, success))
    : arrived.some((one) => one.paymentId === paymentId);
}

/** Whether a message brings the id of a payment that was told without one, by hand. */
export function isIdentifying(dossier: Dossier, message: DossierMessage | null): boolean {
  if (message?.type !== 'payment_succeeded' || isAccountedFor(dossier, message)) return false;
  return placeOf(dossier, message) !== undefined;
}

/** Which of the payments told without an id a success stands for: the one that was kept first. */
export function placeOf(dossier: Dossier, success: Success): Arrived['where'] | undefined {
  if (success.paymentId == null) return undefined;
  return arrivedOf(dossier).find((one) => one.paymentId === null && isLike(one, success))?.where;
}

/** The ids of the payments that the dossier has dealt with. */
export function knownPaymentIds(payment: Payment | null): readonly string[] {
  return [payment?.paidBy, ...(payment?.refunds ?? []).map(({ paymentId }) => paymentId)].filter(
    (id): id is string => id != null,
  );
}

function arrivedOf({ payment, agreement }: Dossier): readonly Arrived[] {
  if (payment === null) return [];
  // A payment that was kept and goes back, after a cancellation or by hand, is that payment, not another.
  const others = payment.refunds.flatMap((refund, index) =>
    refund.reason === 'cancellation' || refund.reason === 'by_hand' ? [] : [goingBack(refund, index)],
  );
  if (payment.paidSequence === null || agreement === null) return others;
  const { paidSequence: sequence, paidBy: paymentId = null } = payment;
  const amountCents = agreement.remainderCents;
  return [{ where: 'kept', sequence, amountCents, currency: euros, paymentId }, ...others];
}

function goingBack(
  { sequence, amountCents, currency = euros, paymentId = null }: Refund,
  where: number,
): Arrived {
  return { where, sequence, amountCents, currency, paymentId };
}

function isLike(one: Arrived, { sequence, amountCents, currency }: Success): boolean {
  return one.sequence === sequence && one.amountCents === amountCents && one.currency === (currency ?? euros);
}
