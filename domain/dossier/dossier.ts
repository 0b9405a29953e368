import type { CalendarDay } from '../calendar/calendar-day.ts';
import type { Deadline } from '../calendar/deadline.ts';
import type { HolidayRegion } from '../calendar/holidays.ts';
import type { Instant } from '../calendar/paris-time.ts';
import type { Cents } from '../money.ts';
import type { PolicyVersion } from '../policy/policy.ts';
import type { CancellationReason } from './cancellation-reasons.ts';
import type { Contest } from './contest.ts';
import type { DossierNumber } from './number.ts';
import type { Payment } from './payment.ts';
import type { DossierState } from './states.ts';

/** The training as it stood in the catalogue when the dossier was last drafted or sent. */
export interface TrainingSnapshot {
  id: string;
  title: string;
  hours: number | null;
}

/** The session as agreed so far; a proposal's changes are already in it. */
export interface SessionSnapshot {
  id: string;
  startsOn: CalendarDay;
  endsOn: CalendarDay;
  place: string;
  remote: boolean;
  hours: number | null;
  priceCents: Cents;
  hasPrerequisites: boolean;
  /** The region whose public holidays count for this session's site. */
  region: HolidayRegion;
}

/** One line of a proposal: what was requested and what is offered instead. */
export interface Change {
  field: 'startsOn' | 'endsOn' | 'priceCents' | 'hours' | 'place';
  before: string | number | null;
  after: string | number | null;
}

/** What the organisation proposed instead of a plain acceptance. */
export interface Proposal {
  changes: readonly Change[];
  /** Id of the free text that goes with it, kept in Postgres. */
  noteId: string | null;
}

/** Other dates for an accepted dossier, which wait for the trainee's answer; all else of the session stays. */
export interface DateProposal {
  startsOn: CalendarDay;
  endsOn: CalendarDay;
  at: Instant;
  /** Id of the free text that goes with it, kept in Postgres. */
  noteId: string | null;
}

/** What the trainee agreed to when validating; exact amounts, in cents. */
export interface Agreement {
  at: Instant;
  priceCents: Cents;
  rightsCents: Cents;
  remainderCents: Cents;
  termsVersion: string;
}

/** Why a request ended before validation (domain.md, under the table of states). */
export type ClosureReason =
  | 'trainee'
  | 'organisation'
  | 'refused'
  | 'organisation_silent'
  | 'prerequisites_not_confirmed'
  | 'validation_lapsed'
  | 'training_ended';

/** Which rule of the policy decides what a cancellation costs (domain.md, "Policy values"). */
export type CancellationRule =
  'nothing_agreed' | 'withdrawal' | 'free' | 'late' | 'force_majeure' | 'organisation';

/** What a cancellation does to the rights and to the remainder paid by card. */
export interface Consequences {
  rule: CancellationRule;
  rights: 'given_back' | 'consumed' | 'none';
  remainder: 'refunded' | 'kept' | 'none';
  /** Calendar days within which the remainder is back on the card; null when none is refunded. */
  refundWithinDays: number | null;
}

/** How and when a dossier ended. */
export interface Closure {
  reason: ClosureReason;
  by: 'trainee' | 'organisation' | 'deadline';
  at: Instant;
  /** A reason of force majeure from the list, when one was given. */
  cancellationReason: CancellationReason | null;
  /** Ids of the documents, kept in Postgres, that the cancellation relied on; absent when it relied on none. */
  proofIds?: readonly string[];
  /** Id of the free text that goes with it, kept in Postgres. */
  reasonId: string | null;
  /** What the cancellation does to rights and remainder; null where nothing had been agreed. */
  consequences: Consequences | null;
}

/** A dossier: everything the workflow knows of it. Ids only, no personal data. */
export interface Dossier {
  number: DossierNumber;
  traineeId: string;
  organisationId: string;
  state: DossierState;
  /** Rises by one with each settled message. */
  version: number;
  policyVersion: PolicyVersion;
  createdAt: Instant;
  sentAt: Instant | null;
  training: TrainingSnapshot;
  session: SessionSnapshot | null;
  acknowledgedAt: Instant | null;
  deadline: Deadline | null;
  proposal: Proposal | null;
  /** Absent or null: no other dates wait for an answer. */
  dateProposal?: DateProposal | null;
  agreement: Agreement | null;
  payment: Payment | null;
  validatedAt: Instant | null;
  enteredOn: CalendarDay | null;
  endedOn: CalendarDay | null;
  /** Whole percents; null when the organisation said nothing: it then stands for all of it. */
  attendancePercent: number | null;
  /** What the trainee contested, oldest first; absent while there is nothing. */
  contests?: readonly Contest[];
  closure: Closure | null;
  /** When it was taken off the trainee's list. */
  deletedAt: Instant | null;
}

/** What a cancellation does with every cent agreed to; in cents. */
export interface CancellationAmounts {
  rightsBackCents: Cents;
  rightsConsumedCents: Cents;
  remainderRefundedCents: Cents;
  remainderKeptCents: Cents;
}
