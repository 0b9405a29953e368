import type { Desk } from '../desk.ts';
import { balanceCents } from '../objects/balance-transaction.ts';
import { chargeTable, deliveryTable, disputeTable, refundTable, sessionTable } from './index-tables.ts';
import { euros } from './french.ts';
import type { TableView } from './table-view.ts';

/** What the index page shows to developers. */
export interface IndexView {
  readonly balance: string;
  /** How many slow payments, refunds and disputes are still to come. */
  readonly waiting: number;
  readonly tables: readonly TableView[];
}

/** Everything that this Stripe knows, the newest first. */
export function indexView(desk: Desk): IndexView {
  return {
    balance: euros(balanceCents(desk)),
    waiting: desk.state.due.length,
    tables: [sessionTable, chargeTable, refundTable, disputeTable, deliveryTable].map((table) => table(desk)),
  };
}
