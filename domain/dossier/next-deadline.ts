import { businessDeadline, type Deadline, extendedDeadline, monthsDeadline } from '../calendar/deadline.ts';
import { addMonths, compareDays } from '../calendar/calendar-day.ts';
import { compareInstants, endOfParisDay, parisDay } from '../calendar/paris-time.ts';
import { policyOf } from '../policy/versions.ts';
import type { Dossier } from './dossier.ts';
import type { DossierMessage, MessageOf } from './messages.ts';
import type { Refusal } from './refusal.ts';
import { isFinished } from './states.ts';

/** How far an operator may move a deadline, in months from the day on which it is moved. */
const extensionMonths = 12;

/** Works out the deadline that runs after a message (domain.md, "Deadlines"); a refusal when an extension extends nothing. */
export function nextDeadline(
  before: Dossier,
  after: Dossier,
  message: DossierMessage,
): Deadline | Refusal | null {
  if (isFinished(after.state)) return recordKept(before, after, message);
  const policy = policyOf(after.policyVersion);
  const days = (kind: Deadline['kind'], businessDays: number) =>
    businessDeadline({ kind, from: message.receivedAt, businessDays, region: regionOf(after) });
  switch (message.type) {
    case 'amend_draft':
      return draftKept(after, message.receivedAt);
    case 'submit':
      return after.session?.hasPrerequisites === true
        ? days('prerequisites_acknowledgement', policy.prerequisitesAcknowledgement)
        : days('organisation_reply', policy.organisationReply);
    case 'acknowledge':
      return days('prerequisites_reply', policy.prerequisitesReply);
    case 'accept':
    case 'propose':
      return days('trainee_validation', policy.traineeValidation);
    case 'payment_failed':
    case 'payment_succeeded':
      if (after.state === 'validated') return null;
      return isRenewable(before, message)
        ? days('payment_renewal', policy.paymentRenewalGrace)
        : before.deadline;
    case 'extend_deadline':
      return extended(before, message);
    case 'remind':
      return before.deadline === null ? null : { ...before.deadline, remindAt: null };
    case 'delete':
    case 'deadline_passed':
      return null;
    default:
      return after.state === 'validated' || after.state === 'in_training' ? null : before.deadline;
  }
}

/** How long a draft is kept after its last change. */
export function draftKept(dossier: Dossier, from: Dossier['createdAt']): Deadline {
  const { draftKeptMonths } = policyOf(dossier.policyVersion);
  return monthsDeadline({ kind: 'draft_kept', from, months: draftKeptMonths, region: regionOf(dossier) });
}

/** A finished dossier's record is kept for the retention period, counted from its end. */
function recordKept(before: Dossier, after: Dossier, message: DossierMessage): Deadline | null {
  if (!isFinished(before.state)) {
    const { recordKeptMonths } = policyOf(after.policyVersion);
    return monthsDeadline({ kind: 'record_kept', from: message.receivedAt, months: recordKeptMonths });
  }
  return message.type === 'deadline_passed' ? null : before.deadline;
}

function extended(before: Dossier, message: MessageOf<'extend_deadline'>): Deadline | Refusal {
  if (before.deadline === null) return { refused: 'no_deadline', state: before.state };
  const current = parisDay(before.deadline.at);
  const isPast = compareInstants(endOfParisDay(message.until), message.receivedAt) <= 0;
  if (isPast || compareDays(message.until, current) <= 0) {
    return { refused: 'deadline_not_later', state: before.state, details: { deadline: before.deadline.at } };
  }
  const latest = addMonths(parisDay(message.receivedAt), extensionMonths);
  if (compareDays(message.until, latest) > 0) {
    return { refused: 'deadline_too_far', state: before.state, details: { latest } };
  }
  return extendedDeadline(before.deadline, message.until, regionOf(before), message.receivedAt);
}

/**
 * Whether a failure opens the one day more to renew a payment: it was waited for while the deadline passed. One that failed on
 * the spot was not, and a renewal is not renewed.
 */
function isRenewable(before: Dossier, message: DossierMessage): boolean {
  if (message.type !== 'payment_failed' || before.deadline?.kind === 'payment_renewal') return false;
  if (!hasPassed(before, message.receivedAt)) return false;
  const { submittedAt, at } = message;
  const failedLater = submittedAt != null && at != null && hasPassed(before, at);
  return before.state === 'payment_pending' || failedLater;
}

function hasPassed({ deadline }: Dossier, at: string): boolean {
  return deadline !== null && Date.parse(at) > Date.parse(deadline.at);
}

function regionOf(dossier: Dossier) {
  return dossier.session?.region ?? 'metropole';
}
