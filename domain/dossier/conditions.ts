import { openContest, whatCanBeContested } from './contest.ts';
import { disputeWith } from './disputes.ts';
import type { Dossier } from './dossier.ts';
import type { DossierMessage } from './messages.ts';
import type { RefusalCode } from './refusal.ts';
import { isAccountedFor, isIdentifying } from './payment-identity.ts';
import {
  attemptUnderWay,
  isInTime,
  isOfAmountDue,
  isOfThisTry,
  isOvertaken,
  isUnderWay,
  isUnderWayAfterAll,
  refundOf,
} from './payment-conditions.ts';
import { foundRefund } from './refunds-by-hand.ts';
import type { ConditionName } from './transition-table.ts';

interface Condition {
  /** Without a message (when listing what a person may do) only the dossier is looked at. */
  holds(dossier: Dossier, message: DossierMessage | null): boolean;
  /** What the sender is told when this condition is what stands in the way. */
  refusal: RefusalCode;
}

/** The conditions that the transition table names. */
export const conditions: Readonly<Record<ConditionName, Condition>> = {
  acknowledgement_expected: {
    holds: ({ session, acknowledgedAt }) => session?.hasPrerequisites === true && acknowledgedAt === null,
    refusal: 'acknowledgement_not_expected',
  },
  not_agreed_yet: { holds: ({ agreement }) => agreement === null, refusal: 'already_agreed' },
  nothing_left_to_pay: {
    holds: (_, message) => remainderOf(message) === 0 || message === null,
    refusal: 'amounts_changed',
  },
  remainder_to_pay: {
    holds: (_, message) => remainderOf(message) > 0 || message === null,
    refusal: 'amounts_changed',
  },
  payment_due: {
    holds: ({ payment }) => payment?.status === 'due' || payment?.status === 'refused',
    refusal: 'payment_not_due',
  },
  payment_of_this_attempt: {
    holds: ({ payment }, message) =>
      (payment !== null && attemptUnderWay(payment) === sequenceOf(message)) ||
      isUnderWayAfterAll(payment, message),
    refusal: 'payment_unknown',
  },
  payment_of_any_attempt: {
    holds: (dossier, message) =>
      isKnownAttempt(dossier, message) &&
      dossier.payment?.paidSequence === null &&
      isUnknownSuccess(dossier, message),
    refusal: 'payment_unknown',
  },
  payment_identified: {
    holds: (dossier, message) => isKnownAttempt(dossier, message) && isIdentifying(dossier, message),
    refusal: 'payment_unknown',
  },
  payment_in_time: { holds: isInTime, refusal: 'deadline_passed' },
  payment_under_way: {
    holds: ({ payment }, message) => isUnderWay(payment, message),
    refusal: 'payment_unknown',
  },
  payment_of_the_amount_due: { holds: isOfAmountDue, refusal: 'amounts_changed' },
  payment_not_overtaken: {
    holds: ({ payment }, message) => !isOvertaken(payment, message),
    refusal: 'payment_overtaken',
  },
  payment_not_disputed: {
    holds: (dossier, message) => {
      const disputeId = message?.type === 'payment_disputed' ? message.disputeId : null;
      return isKnownAttempt(dossier, message) && disputeWith(dossier.payment, disputeId) === undefined;
    },
    refusal: 'payment_unknown',
  },
  dispute_not_closed: {
    holds: (dossier, message) => {
      if (message?.type !== 'dispute_closed' || !isKnownAttempt(dossier, message)) return false;
      const known = disputeWith(dossier.payment, message.disputeId);
      // Its end may be told before its beginning; an inquiry never began.
      const mayBeNew = message.disputeId !== null && message.outcome !== 'inquiry_closed';
      return known === undefined ? mayBeNew : known.closed === undefined;
    },
    refusal: 'payment_unknown',
  },
  refund_unknown: {
    holds: (dossier, message) =>
      message?.type === 'refund_found' &&
      isKnownAttempt(dossier, message) &&
      foundRefund(dossier.payment, message) !== null,
    refusal: 'payment_unknown',
  },
  payment_to_refund: {
    holds: (dossier, message) => isKnownAttempt(dossier, message) && isUnknownSuccess(dossier, message),
    refusal: 'payment_unknown',
  },
  refund_waiting: {
    holds: ({ payment }, message) => refundOf(payment, message)?.status === 'due',
    refusal: 'payment_unknown',
  },
  refund_not_done: {
    holds: ({ payment }, message) => refundOf(payment, message)?.status !== 'done',
    refusal: 'payment_unknown',
  },
  refund_not_failed: {
    holds: ({ payment }, message) => refundOf(payment, message)?.status !== 'failed',
    refusal: 'payment_unknown',
  },
  refund_of_this_try: { holds: isOfThisTry, refusal: 'payment_unknown' },
  no_open_contest: { holds: (dossier) => openContest(dossier) === null, refusal: 'contest_open' },
  declared: {
    holds: (dossier, message) => {
      const possible = whatCanBeContested(dossier);
      return message?.type === 'contest' ? possible.includes(message.about) : possible.length > 0;
    },
    refusal: 'nothing_to_contest',
  },
  contest_waiting: { holds: (dossier) => openContest(dossier) !== null, refusal: 'no_contest_open' },
  declaration_confirmed: {
    holds: (_, message) => message?.type === 'resolve_contest' && message.outcome === 'confirmed',
    refusal: 'no_contest_open',
  },
  end_taken_back: {
    holds: (dossier) => openContest(dossier)?.about === 'end',
    refusal: 'no_contest_open',
  },
  dates_proposed: {
    holds: ({ dateProposal }) => dateProposal != null,
    refusal: 'no_dates_proposed',
  },
  of_this_deadline: {
    holds: ({ deadline }, message) => deadline?.at === message?.receivedAt,
    refusal: 'no_deadline',
  },
  of_this_reminder: {
    holds: ({ deadline }, message) => deadline?.remindAt === message?.receivedAt,
    refusal: 'no_deadline',
  },
};

function remainderOf(message: DossierMessage | null): number {
  return message?.type === 'validate' ? message.remainderCents : 0;
}

function sequenceOf(message: DossierMessage | null): number | null {
  return message !== null && 'sequence' in message ? message.sequence : null;
}

function isUnknownSuccess(dossier: Dossier, message: DossierMessage | null): boolean {
  return message?.type !== 'payment_succeeded' || !isAccountedFor(dossier, message);
}

function isKnownAttempt({ payment }: Dossier, message: DossierMessage | null): boolean {
  const sequence = sequenceOf(message);
  return payment !== null && sequence !== null && sequence >= 1 && sequence <= payment.sequence;
}
