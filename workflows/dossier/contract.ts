import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { Timer } from '../../domain/dossier/clock.ts';
import type {
  Actor,
  MessageContents,
  MessageType,
  ProposedChanges,
  Told,
} from '../../domain/dossier/messages.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { DisputeOutcome } from '../../domain/dossier/payment.ts';
import type { DossierState } from '../../domain/dossier/states.ts';
import type { Cents } from '../../domain/money.ts';
import type { PolicyVersion } from '../../domain/policy/policy.ts';

/** The workflow's type name, as it stands in histories. */
export const dossierWorkflowType = 'dossier';

export { dossierWorkflowId } from '../../domain/dossier/workflow-id.ts';

/** The type of the `ApplicationFailure` that carries a refusal: a business answer, never retried. */
export const refusalFailureType = 'DossierRefusal';

/** The type of the failure of a message that found something broken: never retried, looked into by operators. */
export const invariantFailureType = 'DossierInvariant';

/**
 * How long the index that operators search rests after it was written, in milliseconds. Each write costs the server about as much as a
 * message: of a burst of messages the index holds the first at once, and the last a minute later.
 */
export const indexRestMs = 60_000;

/** What the workflow is started with. Everything else stands in the dossier's row. */
export interface DossierInput {
  number: DossierNumber;
  /** Events after which a run continues as new; Temporal's own suggestion unless a test sets it. */
  eventsPerRun?: number;
}

/** What a dossier is opened with; the catalogue is read when the draft is recorded. */
export interface OpenRequest {
  traineeId: string;
  organisationId: string;
  trainingId: string;
  sessionId: string | null;
  policyVersion: PolicyVersion;
  createdAt: Instant;
}

/** What the sender of a message learns: the version that it made, and the state in which it left the dossier. */
export interface Answer {
  version: number;
  state: DossierState;
}

/** The answer to the query: what the workflow waits for, until when, and what it has begun outside. */
export interface DossierReading extends Answer {
  waitingFor: string;
  timer: Timer | null;
  /** The duties that this run has begun, whether they are done or not. */
  begun: readonly string[];
}

/** What a sender may leave out: an id then is the update's or the content's own, the instant that of its processing. */
export interface SenderEnvelope {
  messageId?: string;
  receivedAt?: Instant;
  /** Who sends it; the one whom the table names unless given. */
  by?: Actor;
  /** The sender's digest of what it sent, to tell a retry from another message under the same id. */
  fingerprint?: string | null;
}

/** A message as it is sent: its type is the name under which it comes. */
export type Sent = MessageContents[MessageType] & SenderEnvelope;

/** An organisation's reply, for senders that wait for no answer. Texts are kept in Postgres; only their ids travel. */
export interface OrganisationReply extends SenderEnvelope {
  decision: 'acknowledge' | 'accept' | 'propose' | 'refuse';
  changes?: ProposedChanges;
  /** The proposed price again, where it is higher or 0. */
  confirmedPriceCents?: Cents;
  noteId?: string;
  reasonId?: string;
}

/** A trainee's validation of exact amounts, for senders that wait for no answer. */
export interface TraineeValidation extends SenderEnvelope {
  /** The proposed price, where it is higher than the one that was asked for. */
  acceptedPriceCents?: Cents;
  rightsCents: Cents;
  remainderCents: Cents;
  termsVersion: string;
}

/** What became of a payment attempt, or of a refund, as other systems and operators say it. */
export interface PaymentResult extends SenderEnvelope, Told {
  status:
    | 'processing'
    | 'succeeded'
    | 'failed'
    | 'disputed'
    | 'dispute_closed'
    | 'refund_found'
    | 'refund_requested'
    | 'refund_succeeded'
    | 'refund_failed';
  /** The attempt. */
  sequence: number;
  /** In cents; needed when it succeeded. */
  amountCents?: Cents;
  /** Of the amount, as ISO 4217 in lower case; euros when absent. */
  currency?: string;
  /** The payment service's own code: why a payment or a refund failed, why a payment is disputed. */
  failure?: string;
  /** Of a refund: which of the dossier's, from 1, and which try; without one when a person gave the money back by other means. */
  refund?: number;
  try?: number;
  /** Of a dispute that is closed: how. */
  outcome?: DisputeOutcome;
  /** Of a refund made by hand: how far it is. */
  refundStatus?: 'requested' | 'done' | 'failed';
  /** The payment service's id of the refund, or of the dispute. */
  serviceId?: string;
}

/** The name of a message's update and signal: its type, as Temporal's names are written (`extend_deadline`: `extendDeadline`). */
export function handlerNameOf(type: MessageType): string {
  return type.replaceAll(/_(.)/g, (_, letter: string) => letter.toUpperCase());
}

/** A message whose sender waits for the answer. */
export function updateOf(type: MessageType) {
  return defineUpdate<Answer, [Sent]>(handlerNameOf(type));
}

/** The same message as a signal: how the payment service's are sent, and all others when no worker answers in time. */
export function signalOf(type: MessageType) {
  return defineSignal<[Sent]>(handlerNameOf(type));
}

/** Answers once the draft is recorded; sent together with the start. */
export const openUpdate = defineUpdate<Answer, [OpenRequest]>('open');

/** The same, for a sender whom no worker answers. */
export const openSignal = defineSignal<[OpenRequest]>('open');

/**
 * Makes sure that the trainee has a page to pay on, once `open_payment` was accepted; the page's address is in Postgres. Asked
 * again, it is the same page. Fails with a refusal: nothing is due (any more), or the payment service does not answer.
 */
export const openCheckoutUpdate = defineUpdate<Answer>('openCheckout');

/** An organisation's reply. */
export const organisationReplySignal = defineSignal<[OrganisationReply]>('organisationReply');

/** A trainee's validation. */
export const traineeValidationSignal = defineSignal<[TraineeValidation]>('traineeValidation');

/** A payment's result, for senders other than the product itself, which sends each message under its own name. */
export const paymentResultSignal = defineSignal<[PaymentResult]>('paymentResult');

/** Tells the workflow to look at the dossier's row again: it may know less. */
export const nudgeSignal = defineSignal('nudge');

/** What the workflow holds; null before its first message. */
export const dossierViewQuery = defineQuery<DossierReading | null>('dossierView');
