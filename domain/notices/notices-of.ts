import type { Deadline, DeadlineKind } from '../calendar/deadline.ts';
import { compareInstants, type Instant } from '../calendar/paris-time.ts';
import type { MessageType } from '../dossier/messages.ts';
import type { RefundReason } from '../dossier/payment.ts';
import { isFinished, type DossierState } from '../dossier/states.ts';
import type { Audience, DossierNoticeKind } from './notice-kinds.ts';

/** A line of a dossier's timeline, as far as it decides on who hears of it. */
export interface NoticedEvent {
  /** A message's type, or `open` for the first line. */
  type: MessageType | 'open';
  fromState: DossierState | null;
  toState: DossierState;
  /** When its message was received. */
  at: Instant;
  /** The deadline that ran after it. */
  deadline: Pick<Deadline, 'kind' | 'at'> | null;
  /** The deadline that ran before it. */
  deadlineBefore: Pick<Deadline, 'at'> | null;
  /** Why the payment that it tells of goes back; null when it tells of none, or of one that is kept. */
  goesBack: RefundReason | null;
}

/** One notice that an event gives. */
export interface DueNotice {
  audience: Audience;
  kind: DossierNoticeKind;
}

const actsOn: Readonly<Record<DeadlineKind, Audience | null>> = {
  organisation_reply: 'organisation',
  prerequisites_acknowledgement: 'organisation',
  prerequisites_reply: 'organisation',
  trainee_validation: 'trainee',
  payment_renewal: 'trainee',
  draft_kept: 'trainee',
  record_kept: null,
};

/** Who must act before a deadline; nobody before a record is no longer kept. */
export function actorOf(deadline: Pick<Deadline, 'kind'> | null): Audience | null {
  return deadline === null ? null : actsOn[deadline.kind];
}

/**
 * Says who hears of an event, and of what: the trainee at each change of state, the organisation's contact at each request,
 * validation and cancellation, whoever must act when that or its date is new, and the trainee of all money.
 */
export function noticesOf(event: NoticedEvent): readonly DueNotice[] {
  const { type, deadline } = event;
  switch (type) {
    case 'open':
    case 'amend_draft':
    case 'delete':
    case 'open_payment':
      return [];
    // What is between the bank and the operators stands on the timeline.
    case 'payment_disputed':
    case 'dispute_closed':
      return [];
    case 'refund_requested':
    case 'refund_succeeded':
    case 'refund_failed':
    case 'refund_found':
      return only('trainee', 'refund');
    case 'remind':
      return actorOf(deadline) === null ? [] : only(actorOf(deadline) ?? 'trainee', 'reminder');
    case 'extend_deadline':
      return [...only('trainee', 'deadline_extended'), ...toActingOrganisation(deadline)];
    case 'acknowledge':
      return both('request_acknowledged');
    // The organisation knows what it proposed itself; what came of it is told to both.
    case 'propose_dates':
      return only('trainee', 'dates_proposed');
    case 'withdraw_dates':
      return only('trainee', 'dates_withdrawn');
    case 'accept_dates':
      return both('dates_accepted');
    case 'decline_dates':
      return both('dates_declined');
    case 'contest':
      return both('contested');
    case 'resolve_contest':
      return both('contest_decided');
    case 'deadline_passed':
      return lapsed(event);
    case 'payment_succeeded':
      return ofSuccess(event);
    case 'payment_failed':
      return mustRenew(event) ? only('trainee', 'payment_refused') : [];
    case 'submit':
    case 'cancel':
    case 'accept':
    case 'propose':
    case 'refuse':
    case 'withdraw':
    case 'validate':
    case 'payment_processing':
    case 'declare_entry':
    case 'declare_end':
      return ofState(event);
  }
}

/** States that an organisation is told of; it knows what it did itself, and what a payment does is the trainee's affair. */
const toldToOrganisation: readonly DossierState[] = [
  'requested',
  'request_cancelled',
  'validated',
  'cancelled',
  'cancelled_by_organisation',
];

function ofState(event: NoticedEvent): readonly DueNotice[] {
  const { toState } = event;
  if (!hasChanged(event) || toState === 'draft') return [];
  return toldToOrganisation.includes(toState) ? both(toState) : only('trainee', toState);
}

/** A payment that is kept is told as the validation; one that goes back as what is to be paid again, or as money back. */
function ofSuccess(event: NoticedEvent): readonly DueNotice[] {
  if (event.goesBack === null) return ofState(event);
  const isToPayAgain = event.goesBack === 'wrong_amount' && event.toState === 'payment_refused';
  return only('trainee', isToPayAgain && !isOver(event) ? 'payment_refused' : 'refund');
}

/** A refusal is news when it changes what is to be done or until when; once the date is past, the end is told instead. */
function mustRenew(event: NoticedEvent): boolean {
  const isMoved = event.deadline?.at !== event.deadlineBefore?.at;
  return (hasChanged(event) || isMoved) && !isOver(event);
}

function isOver({ deadline, at }: NoticedEvent): boolean {
  return deadline !== null && compareInstants(at, deadline.at) > 0;
}

function lapsed(event: NoticedEvent): readonly DueNotice[] {
  if (event.toState === 'draft') return only('trainee', 'draft_erased');
  const hasEndedNow = hasChanged(event) && isFinished(event.toState);
  return hasEndedNow ? both('request_cancelled') : [];
}

function toActingOrganisation(deadline: NoticedEvent['deadline']): readonly DueNotice[] {
  return actorOf(deadline) === 'organisation' ? only('organisation', 'deadline_extended') : [];
}

function hasChanged({ fromState, toState }: NoticedEvent): boolean {
  return fromState !== toState;
}

function only(audience: Audience, kind: DossierNoticeKind): readonly DueNotice[] {
  return [{ audience, kind }];
}

function both(kind: DossierNoticeKind): readonly DueNotice[] {
  return [...only('trainee', kind), ...only('organisation', kind)];
}
