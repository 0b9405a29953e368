import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { PaymentMessage } from '../../domain/payment/message.ts';

/** Either there is a page to pay on, or somebody has paid, or is paying, on an earlier one. */
export type CheckoutOutcome = { opened: true } | { opened: false; said: readonly PaymentMessage[] };

/** Activities that speak to the payment service. Each may run more than once for the same request, and acts once. */
export interface PaymentActivities {
  /** Opens a page to pay on, after closing all others of the dossier; gives the open one again. */
  openCheckout(request: { number: DossierNumber }): Promise<CheckoutOutcome>;
  /** Closes every page of a dossier; says what was paid on them, or is being paid. */
  closeCheckouts(request: { number: DossierNumber }): Promise<readonly PaymentMessage[]>;
  /** Asks for a refund that the dossier owes by that id, or finds that it was asked for; says nothing when it owes it no longer. */
  requestRefund(request: { number: DossierNumber; id: string }): Promise<readonly PaymentMessage[]>;
  /**
   * Asks about payments and refunds that are not final and were last heard of before an instant (epoch milliseconds), and tells the
   * dossiers what they do not show. Says how many, and whether there is more to ask about.
   */
  askPayments(request: { heardBefore: number; askedAt: number }): Promise<{ told: number; more: boolean }>;
}
