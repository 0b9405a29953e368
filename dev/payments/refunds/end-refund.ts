import { noRequest, type Desk } from '../desk.ts';
import { emit } from '../events.ts';
import { idOf } from '../ids.ts';
import { bookTransaction } from '../objects/balance-transaction.ts';
import type Stripe from 'stripe';

/** What the bank says of a refund afterwards: a pending one succeeds, any one may fail. Nothing when it has failed before. */
export function endRefund(desk: Desk, refund: Stripe.Refund, ends: 'succeeded' | 'failed'): void {
  if (refund.status === 'failed' || refund.status === ends) return;
  refund.status = ends;
  delete refund.pending_reason;
  if (ends === 'failed') takeBack(desk, refund);
  emit(desk, 'refund.updated', refund, noRequest);
  emit(desk, 'charge.refund.updated', refund, noRequest);
  if (ends === 'failed') emit(desk, 'refund.failed', refund, noRequest);
}

/** The money of a failed refund returns to the account: https://docs.stripe.com/refunds#failed-refunds */
function takeBack(desk: Desk, refund: Stripe.Refund): void {
  const { amount, currency, id } = refund;
  const back = bookTransaction(desk, 'refund_failure', { amount, currency, source: id });
  refund.failure_reason = 'expired_or_canceled_card';
  refund.failure_balance_transaction = back.id;
  const charge = desk.state.charges[idOf(refund.charge)]?.charge;
  if (charge === undefined) return;
  charge.amount_refunded -= amount;
  charge.refunded = false;
}
