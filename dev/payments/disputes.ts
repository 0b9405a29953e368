import type Stripe from 'stripe';
import { noRequest, nowSeconds, type Desk } from './desk.ts';
import { emit } from './events.ts';
import { bookTransaction } from './objects/balance-transaction.ts';
import { buildDispute } from './objects/dispute.ts';

/** The holder of the card disputes a charge: its money leaves at once, unless the bank only asks (an inquiry). */
export function openDispute(
  desk: Desk,
  chargeId: string,
  { isInquiry = false }: { isInquiry?: boolean } = {},
): Stripe.Dispute | undefined {
  const charge = desk.state.charges[chargeId]?.charge;
  if (charge === undefined || charge.disputed || !charge.paid) return undefined;
  const dispute = buildDispute(charge, nowSeconds(desk));
  desk.state.disputes[dispute.id] = dispute;
  // An inquiry asks first, and moves no money: https://docs.stripe.com/disputes/how-disputes-work#inquiries
  if (isInquiry) dispute.status = 'warning_needs_response';
  charge.disputed = true;
  emit(desk, 'charge.dispute.created', dispute, noRequest);
  if (isInquiry) return dispute;
  moveFunds(desk, dispute, -dispute.amount);
  emit(desk, 'charge.dispute.funds_withdrawn', dispute, noRequest);
  return dispute;
}

/** How a dispute, or an inquiry, may end. */
export type DisputeEnd = 'won' | 'lost' | 'warning_closed';

/** The bank decides; a dispute that is won brings the money back. Nothing when it was decided before. */
export function closeDispute(desk: Desk, dispute: Stripe.Dispute, status: DisputeEnd): void {
  if (dispute.status === 'won' || dispute.status === 'lost' || dispute.status === 'warning_closed') return;
  dispute.status = status;
  if (status === 'won') moveFunds(desk, dispute, dispute.amount);
  emit(desk, 'charge.dispute.closed', dispute, noRequest);
  if (status === 'won') emit(desk, 'charge.dispute.funds_reinstated', dispute, noRequest);
}

/** The dispute of a charge that stands in the way of a refund: one that was not won. */
export function standingDispute(desk: Desk, chargeId: string): Stripe.Dispute | undefined {
  return Object.values(desk.state.disputes).find(
    ({ charge, status }) => charge === chargeId && status !== 'won' && !status.startsWith('warning_'),
  );
}

function moveFunds(desk: Desk, dispute: Stripe.Dispute, amount: number): void {
  const { currency, id } = dispute;
  dispute.balance_transactions.push(bookTransaction(desk, 'adjustment', { amount, currency, source: id }));
}
