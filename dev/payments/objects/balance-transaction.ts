import type Stripe from 'stripe';
import { nowSeconds, type Desk } from '../desk.ts';
import { newId } from '../ids.ts';

/** Books a movement of the account's money (cents, negative when it leaves) and returns its id. This Stripe takes no fee. */
export function bookTransaction(
  desk: Desk,
  type: 'charge' | 'refund' | 'refund_failure' | 'adjustment',
  { amount, currency, source }: { amount: number; currency: string; source: string },
): Stripe.BalanceTransaction {
  const created = nowSeconds(desk);
  const transaction: Stripe.BalanceTransaction = {
    id: newId('txn'),
    object: 'balance_transaction',
    amount,
    available_on: created,
    balance_type: 'payments',
    created,
    currency,
    description: null,
    exchange_rate: null,
    fee: 0,
    fee_details: [],
    net: amount,
    reporting_category: type === 'adjustment' ? 'dispute' : type,
    source,
    status: 'available',
    type,
  };
  desk.state.transactions[transaction.id] = transaction;
  return transaction;
}

/** The money that is left on the account, in cents of euro. */
export function balanceCents(desk: Desk): number {
  return Object.values(desk.state.transactions).reduce((sum, { net }) => sum + net, 0);
}
