import type { CalendarDay } from '../../calendar/calendar-day.ts';
import { englishDate, englishDateTime } from '../../calendar/french-dates.ts';
import { parisDay } from '../../calendar/paris-time.ts';
import { formatEurosEnglish } from '../../money.ts';
import { declineReason } from '../../payment/decline-reasons.ts';
import { runningDeadline } from '../check.ts';
import type { Dossier } from '../dossier.ts';
import { describeContest } from '../contest-words.ts';
import { lastDayToAgree } from '../session-days.ts';
import { describeClosureInEnglish } from './closure-description.ts';

/** That a session begins before the deadline to validate it. */
export function sessionBeginsInEnglish(startsOn: CalendarDay): string {
  return `The session starts on ${englishDate(startsOn)}: after that day it can no longer be validated.`;
}

/** Says in one or two plain English sentences where a dossier stands, as `describeDossier` does in French. */
export function describeDossierInEnglish(dossier: Dossier): string {
  return [describeState(dossier), describeContest(dossier, 'en', 'trainee')]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function describeState(dossier: Dossier): string {
  switch (dossier.state) {
    case 'draft':
      return 'Your dossier has not been sent yet. Complete it, then send it to the organisation.';
    case 'requested':
      return describeRequest(dossier);
    case 'proposed':
      return `The organisation accepts your request, with possible changes: check them. ${validateUntil(dossier)}`;
    case 'to_validate':
      return `The organisation accepts your request unchanged. ${validateUntil(dossier)}`;
    case 'payment_pending':
      return 'Your payment is being processed. This page will be updated shortly.';
    case 'payment_refused':
      return `Your payment was refused${becauseOf(dossier)}. You have until ${until(dossier)} to pay again; after that your request will be cancelled.`;
    case 'validated':
      return describeValidated(dossier);
    case 'in_training':
      return `The organisation declared that you entered the training on ${dossier.enteredOn === null ? '' : englishDate(dossier.enteredOn)}.`;
    case 'completed':
      return 'The organisation declared the end of your training.';
    case 'refused':
    case 'request_cancelled':
    case 'cancelled':
    case 'cancelled_by_organisation':
      return describeClosureInEnglish(dossier);
  }
}

function describeRequest(dossier: Dossier): string {
  const sent = 'Your request has been sent.';
  const otherwise = 'without a reply by then, your request will count as cancelled.';
  if (dossier.acknowledgedAt !== null) {
    return `${sent} The organisation is checking your prerequisites with you and has until ${until(dossier)} to reply; ${otherwise}`;
  }
  if (dossier.session?.hasPrerequisites === true) {
    return `${sent} This training has prerequisites: the organisation has until ${until(dossier)} to acknowledge it; ${otherwise}`;
  }
  return `${sent} The organisation has until ${until(dossier)} to reply; ${otherwise}`;
}

function validateUntil(dossier: Dossier): string {
  const { agreement } = dossier;
  const action =
    agreement !== null && agreement.remainderCents > 0
      ? `pay the remaining ${formatEurosEnglish(agreement.remainderCents)}`
      : 'complete your enrolment';
  const lastDay = lastDayToAgree(dossier);
  const begins = lastDay === null ? '' : ` ${sessionBeginsInEnglish(lastDay)}`;
  return `You have until ${until(dossier)} to ${action}; after that your request will be cancelled.${begins}`;
}

function becauseOf({ payment }: Dossier): string {
  return payment?.failure == null ? '' : `: ${declineReason(payment.failure, 'en')}`;
}

function describeValidated(dossier: Dossier): string {
  const usesNoRights = dossier.agreement?.rightsCents === 0;
  const enrolled = `Your enrolment is validated${usesNoRights ? '' : ' and your rights are reserved'}.`;
  const paidAt = dossier.payment?.paidAt;
  return paidAt ? `${enrolled} The remainder was paid on ${englishDate(parisDay(paidAt))}.` : enrolled;
}

function until(dossier: Dossier): string {
  const deadline = runningDeadline(dossier);
  return deadline === null ? '' : englishDateTime(deadline.at);
}
