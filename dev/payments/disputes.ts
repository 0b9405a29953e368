import type Stripe from 'stripe';
import { noRequest, nowSeconds, type Desk } from './desk.ts';
import { emit } from './events.ts';
import { bookTransaction } from './objects/balance-transaction.ts';
import { buildDispute } from './objects/dispute.ts';

/** The holder of the card disputes a charge: its money leaves at once. */
export function openDispute(desk: Desk, chargeId: string): Stripe.Dispute | undefined {
  const charge = desk.state.charges[chargeId]?.charge;
  if (charge === undefined || charge.disputed || !charge.paid) return undefined;
  const dispute = buildDispute(charge, nowSeconds(desk));
  desk.state.disputes[dispute.id] = dispute;
  charge.disputed = true;
  emit(desk, 'charge.dispute.created', dispute, noRequest);
  moveFunds(desk, dispute, -dispute.amount);
  emit(desk, 'charge.dispute.funds_withdrawn', dispute, noRequest);
  return dispute;
}

/** The bank decides; a dispute that is won brings the money back. Nothing when it was decided before. */
export function closeDispute(desk: Desk, dispute: Stripe.Dispute, status: 'won' | 'lost'): void {
  if (dispute.status === 'won' || dispute.status === 'lost') return;
  dispute.status = status;
  if (status === 'won') moveFunds(desk, dispute, dispute.amount);
  emit(desk, 'charge.dispute.closed', dispute, noRequest);
  if (status === 'won') emit(desk, 'charge.dispute.funds_reinstated', dispute, noRequest);
}

/** The dispute of a charge that stands in the way of a refund: one that was not won. */
export function standingDispute(desk: Desk, chargeId: string): Stripe.Dispute | undefined {
  return Object.values(desk.state.disputes).find(
    ({ charge, status }) => charge === chargeId && status !== 'won',
  );
}

function moveFunds(desk: Desk, dispute: Stripe.Dispute, amount: number): void {
  const { currency, id } = dispute;
  dispute.balance_transactions.push(bookTransaction(desk, 'adjustment', { amount, currency, source: id }));
}
