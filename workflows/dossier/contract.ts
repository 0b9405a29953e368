import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { CalendarDay } from '../../domain/calendar/calendar-day.ts';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { ContestOutcome } from '../../domain/dossier/contest.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierMessage, ProposedChanges } from '../../domain/dossier/messages.ts';
import type { DossierState } from '../../domain/dossier/states.ts';
import type { Cents } from '../../domain/money.ts';
import type { PaymentNews } from '../../domain/payment/news.ts';
import type { OpenRequest } from '../../activities/contract.ts';

/** The workflow's type name, as it stands in histories. */
export const dossierWorkflowType = 'dossier';

export { dossierWorkflowId } from '../../domain/dossier/workflow-id.ts';

/** The type of the `ApplicationFailure` that carries a refusal: a business answer, never retried. */
export const refusalFailureType = 'DossierRefusal';

/** What the workflow is started with; `resumed` only when it continues as new. */
export interface DossierInput {
  request: OpenRequest;
  resumed?: ResumedState;
  /** Events after which a run continues as new; Temporal's own suggestion unless a test sets it. */
  eventsPerRun?: number;
}

/** What one run hands to the next. */
export interface ResumedState {
  dossier: Dossier;
  waitingFor: string;
  answers: readonly Answer[];
}

/** What the sender of a message learns. */
export interface Answer {
  messageId: string;
  /** The sender's digest of what it sent, to tell a retry from another message under the same key. */
  fingerprint: string | null;
  version: number;
  state: DossierState;
}

/** A message as the API delivers it. */
export interface Delivery {
  message: DossierMessage;
  fingerprint: string | null;
}

/** The answer to the query: the dossier, and in plain words what it waits for. */
export interface DossierReading {
  dossier: Dossier;
  waitingFor: string;
}

/** What a signal may leave out: the id then is the content's own, the instant that of its processing. */
export interface SignalEnvelope {
  messageId?: string;
  receivedAt?: Instant;
}

/** An organisation's reply, for senders that wait for no answer. Texts are kept in Postgres; only their ids travel. */
export interface OrganisationReply extends SignalEnvelope {
  decision: 'acknowledge' | 'accept' | 'propose' | 'refuse';
  changes?: ProposedChanges;
  /** The proposed price again, where it is higher or 0. */
  confirmedPriceCents?: Cents;
  noteId?: string;
  reasonId?: string;
}

/** A trainee's validation of exact amounts, for senders that wait for no answer. */
export interface TraineeValidation extends SignalEnvelope {
  /** The proposed price, where it is higher than the one that was asked for. */
  acceptedPriceCents?: Cents;
  rightsCents: Cents;
  remainderCents: Cents;
  termsVersion: string;
}

/** What became of a payment attempt, or of a refund. */
export interface PaymentResult extends SignalEnvelope, PaymentNews {}

/** An operator's extension of the running deadline, to the end of a day. The reason stays in the history: no names. */
export interface DeadlineExtension extends SignalEnvelope {
  until: CalendarDay;
  reason: string;
}

/** An operator's decision on what the trainee contested. The reason stays in the history, and both sides read it: no names. */
export interface ContestDecision extends SignalEnvelope {
  outcome: ContestOutcome;
  reason: string;
}

/** Answers once the draft is recorded; sent together with the start. */
export const openedUpdate = defineUpdate<Answer>('opened');

/** Any message whose sender waits for the answer. */
export const deliverUpdate = defineUpdate<Answer, [Delivery]>('deliver');

/** The same message as a signal: what the API falls back on when no worker answers in time. */
export const deliverSignal = defineSignal<[Delivery]>('deliver');

/**
 * Makes sure that the trainee has a page to pay on, once `open_payment` was accepted; the page's address is in Postgres. Asked
 * again, it is the same page. Fails with a refusal: nothing is due (any more), or the payment service does not answer.
 */
export const openCheckoutUpdate = defineUpdate<Answer>('openCheckout');

/** For operators, from the Web UI or the CLI. */
export const extendDeadlineUpdate = defineUpdate<Answer, [DeadlineExtension]>('extendDeadline');

/** For operators: the declaration holds (`confirmed`), or is taken back (`corrected`). */
export const resolveContestUpdate = defineUpdate<Answer, [ContestDecision]>('resolveContest');

/** An organisation's reply. */
export const organisationReplySignal = defineSignal<[OrganisationReply]>('organisationReply');

/** A trainee's validation. */
export const traineeValidationSignal = defineSignal<[TraineeValidation]>('traineeValidation');

/** A payment's result. */
export const paymentResultSignal = defineSignal<[PaymentResult]>('paymentResult');

/** Where the dossier stands. */
export const dossierViewQuery = defineQuery<DossierReading | null>('dossierView');
