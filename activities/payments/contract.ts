import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { RefundDuty } from '../../domain/dossier/owed.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { Cents } from '../../domain/money.ts';
import type { PaymentNews } from '../../domain/payment/news.ts';

/** What a payment page is opened for. */
export interface CheckoutRequest {
  number: DossierNumber;
  /** The attempt. */
  sequence: number;
  amountCents: Cents;
  /** The training's title, for the page. */
  title: string;
  /** The page closes then, where the payment service allows it. */
  deadline: Instant | null;
}

/** Either there is a page to pay on, or somebody has paid, or is paying, on an earlier one. */
export type CheckoutOutcome = { opened: true } | { opened: false; news: readonly PaymentNews[] };

/** A refund to ask for: a duty of a dossier. */
export type RefundRequest = { number: DossierNumber } & Omit<RefundDuty, 'kind' | 'id' | 'notBefore'>;

/** News of one dossier, found by asking. */
export interface AskedNews {
  number: DossierNumber;
  news: PaymentNews;
  /** Makes a repetition the same message. */
  messageId: string;
}

/** What was asked in one round. */
export interface AskedRound {
  found: readonly AskedNews[];
  /** Whether there is more to ask about. */
  more: boolean;
}

/** Activities that speak to the payment service. Each may run more than once for the same request, and acts once. */
export interface PaymentActivities {
  /** Opens a page to pay on, after closing all others of the dossier; gives the open one again. */
  openCheckout(request: CheckoutRequest): Promise<CheckoutOutcome>;
  /** Closes every page of a dossier; says what was paid on them, or is being paid. */
  closeCheckouts(request: { number: DossierNumber }): Promise<readonly PaymentNews[]>;
  /** Asks for a refund, or finds that it was asked for. */
  requestRefund(request: RefundRequest): Promise<PaymentNews>;
  /** Asks about payments and refunds that are not final and were last heard of before an instant (epoch milliseconds). */
  askPayments(request: { heardBefore: number; askedAt: number }): Promise<AskedRound>;
}
