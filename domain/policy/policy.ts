import type { Cents } from '../money.ts';
import type { ContributionExemption } from './exemptions.ts';

/**
 * Names one set of values, by the month from which it may apply; a dossier keeps the one it was sent under. `from-today` is the
 * known variant of each in which a session may start on the day on which it is asked for.
 */
export type PolicyVersion = MonthlyVersion | `${MonthlyVersion}-from-today`;

type MonthlyVersion = '2026-01' | '2026-05';

/** The values that the law and the service set, each with its unit and its source. */
export interface Policy {
  readonly version: PolicyVersion;

  /** Business days for the organisation to reply, no prerequisites (`domain.md`, Deadlines, line 1). */
  readonly organisationReply: number;
  /** Business days to acknowledge a request with prerequisites (`domain.md`, Deadlines, line 2). */
  readonly prerequisitesAcknowledgement: number;
  /** Business days from acknowledgement to the reply (`domain.md`, Deadlines, line 3). */
  readonly prerequisitesReply: number;
  /** Business days for the trainee to validate and pay (`domain.md`, Deadlines, line 4). */
  readonly traineeValidation: number;
  /** Business days to renew a payment that fails after the deadline (`domain.md`, Deadlines, “waited for”). */
  readonly paymentRenewalGrace: number;
  /** Milliseconds by which a timer is set past its deadline (`design.md`, The dossier workflow, Time). */
  readonly settlingMarginMs: number;

  /** Business days after validation to withdraw, ended by entry (`domain.md`, Policy values). */
  readonly withdrawalPeriod: number;
  /** Cancelling is free with strictly more business days than this before the start (`domain.md`, Policy values). */
  readonly freeCancellationBefore: number;
  /** Calendar days within which the remainder is paid back (`domain.md`, Policy values). */
  readonly refundWithinCalendarDays: number;
  /** Largest number of open requests of one trainee for one training (`domain.md`, Policy values). */
  readonly maxOpenRequestsPerTraining: number;
  /** Business days after sending before which no session may start; 0 = no limit (`domain.md`, Policy values). */
  readonly earliestSessionStart: number;
  /** What the trainee must always pay themselves (`domain.md`, Policy values and Validating). */
  readonly mandatoryContribution: MandatoryContribution;
  /** Calendar months for which an unchanged draft is kept (`domain.md`, Policy values). */
  readonly draftKeptMonths: number;
  /** Calendar months for which a closed record is kept: our own choice, `domain.md` gives no figure. */
  readonly recordKeptMonths: number;
  /** Largest price of a training (`domain.md`, Policy values). */
  readonly maxPriceCents: Cents;
  /** Least amount that can be paid by card, in euros: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts. */
  readonly smallestCardPaymentCents: Cents;
}

/** The part of a price that rights may not pay, and who is exempt. */
export interface MandatoryContribution {
  /** 0 when nothing is mandatory. */
  readonly cents: Cents;
  /** Who does not owe it (`exemptions.ts`); nobody when empty. */
  readonly waivedFor: readonly ContributionExemption[];
}
