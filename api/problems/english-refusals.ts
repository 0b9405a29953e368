import { isCalendarDay } from '../../domain/calendar/calendar-day.ts';
import { englishDate, englishDateTime } from '../../domain/calendar/french-dates.ts';
import { instant } from '../../domain/calendar/paris-time.ts';
import type { RefusalCode } from '../../domain/dossier/refusal.ts';
import { cents, formatEurosEnglish } from '../../domain/money.ts';
import { endings } from './endings.ts';
import type { EnglishProblem } from './english-problem.ts';

const notValid: EnglishProblem = {
  title: 'Not valid',
  detail: 'Something that was given is not valid. Correct it and try again.',
};

/** The refusals of a dossier’s rules in English, for pages (`refusal-problems.ts` is the same in French). */
export const englishRefusals: Readonly<Record<RefusalCode, EnglishProblem>> = {
  idempotency_key_reused: {
    title: 'Already used',
    detail: 'This form was already sent with something else in it. Reload the page, then start again.',
  },
  malformed_message: notValid,
  not_allowed_in_state: {
    title: 'Not possible now',
    detail: 'This is not possible in the present state of the dossier.',
  },
  ended_meanwhile: {
    title: 'The dossier ended meanwhile',
    detail: ({ reason, at }) =>
      `Your request was received in time, but the dossier had ended before it could be dealt with: ${endings.en[String(reason)] ?? 'it had ended'} (${dateTime(at)}).`,
  },
  deadline_passed: {
    title: 'The deadline has passed',
    detail: ({ deadline }) => `The deadline was ${dateTime(deadline)}.`,
  },
  acknowledgement_not_expected: {
    title: 'No acknowledgement expected',
    detail: 'No acknowledgement is expected for this dossier.',
  },
  already_agreed: { title: 'Already validated', detail: 'You have already validated this dossier.' },
  payment_not_due: { title: 'No payment due', detail: 'No payment is due for this dossier.' },
  payment_unknown: { title: 'Unknown payment', detail: 'This payment is not one of this dossier.' },
  payment_overtaken: {
    title: 'Out of date',
    detail: 'This payment has changed since this was said of it.',
  },
  payment_unavailable: {
    title: 'Payment not available for the moment',
    detail:
      'The payment service does not answer. Nothing is lost and nothing was charged: try again shortly.',
  },
  consequences_changed: {
    title: 'The consequences have changed',
    detail:
      'Cancelling would not do what you were shown any longer. Check what it does now, then confirm again.',
  },
  terms_outdated: {
    title: 'The terms have changed',
    detail: 'The general terms have changed: read them, then accept the new version.',
  },
  amounts_changed: {
    title: 'The amounts have changed',
    detail: ({ rightsCents, remainderCents }) =>
      `The amounts are now ${euros(rightsCents)} of rights and ${euros(remainderCents)} left to pay. Check them, then validate again.`,
  },
  proof_missing: {
    title: 'Proof missing',
    detail:
      'With a proof of this reason cancelling would be free; without it the price of the training is still due. Add it first, or confirm that you go on without a proof.',
  },
  empty_proposal: notValid,
  invalid_session_dates: { title: 'Wrong dates', detail: 'A session cannot end before it starts.' },
  price_not_confirmed: {
    title: 'Confirm the price',
    detail: ({ beforeCents, afterCents }) =>
      `You propose ${euros(afterCents)} instead of ${euros(beforeCents)}. Confirm this price, then send the proposal again.`,
  },
  price_rise_not_accepted: {
    title: 'Accept the higher price',
    detail: ({ beforeCents, afterCents }) =>
      `The organisation proposes ${euros(afterCents)} instead of ${euros(beforeCents)}. Accept the higher price to validate, or cancel your request.`,
  },
  price_too_high: {
    title: 'Price too high',
    detail: ({ maxPriceCents }) => `A training may not cost more than ${euros(maxPriceCents)}.`,
  },
  price_too_low: {
    title: 'Price too low',
    detail: ({ minPriceCents }) =>
      `A training is free or costs at least ${euros(minPriceCents)}, the least that a card can pay.`,
  },
  session_required: { title: 'Choose a session', detail: 'Choose a session first.' },
  session_unavailable: { title: 'Session not available', detail: 'This session is not open any longer.' },
  session_too_soon: {
    title: 'Session too soon',
    detail: ({ earliestStart }) =>
      `This session starts too soon: it should start on ${day(earliestStart)} at the earliest.`,
  },
  session_begun: {
    title: 'The session has begun',
    detail: ({ startsOn }) =>
      `This session began on ${day(startsOn)}: it can no longer be accepted, proposed or validated.`,
  },
  no_dates_proposed: {
    title: 'No dates proposed',
    detail:
      'No change of dates waits for an answer: the organisation took it back, or it was answered already.',
  },
  dates_changed: {
    title: 'The proposed dates have changed',
    detail: ({ startsOn, endsOn }) =>
      `The organisation now proposes ${day(startsOn)} to ${day(endsOn)}. Check these dates, then answer.`,
  },
  session_changed: {
    title: 'Session changed',
    detail:
      'The organisation or you have changed the session since you saw it. Nothing was sent: check it, then send again.',
  },
  training_unavailable: {
    title: 'Training not available',
    detail: 'This training is not offered any longer.',
  },
  too_many_open_requests: {
    title: 'Too many open requests',
    detail: ({ limit }) => `You already have ${Number(limit)} open requests for this training.`,
  },
  invalid_entry_date: {
    title: 'Wrong day of entry',
    detail: ({ earliest, latest }) =>
      typeof earliest === 'string' && typeof latest === 'string' && earliest > latest
        ? `An entry is declared from the session’s first day on: ${day(earliest)}.`
        : `The day of entry is a day of the session, never one to come: from ${day(earliest)} to ${day(latest)}.`,
  },
  invalid_end_date: {
    title: 'Wrong day of end',
    detail: ({ earliest, latest }) =>
      `The day of the end lies between the entry (${day(earliest)}) and today (${day(latest)}).`,
  },
  training_not_over: {
    title: 'Training not over yet',
    detail: ({ lastDay }) =>
      `The session ends on ${day(lastDay)}: an attendance of 100% is declared from that day on. If the trainee left before, give an attendance below 100% and the reason.`,
  },
  attendance_reason_missing: {
    title: 'Reason missing',
    detail: 'An attendance below 100% is declared with its reason, which the trainee can read.',
  },
  contest_open: {
    title: 'Being contested',
    detail:
      'A declaration of the organisation is contested: our service must decide first. Nothing is consumed meanwhile.',
  },
  nothing_to_contest: {
    title: 'Nothing to contest',
    detail: 'The organisation made no such declaration, or our service has confirmed it already.',
  },
  no_contest_open: { title: 'Nothing contested', detail: 'Nothing contested awaits a decision here.' },
  deadline_not_later: notValid,
  deadline_too_far: {
    title: 'Deadline too far away',
    detail: ({ latest }) => `A deadline is moved by a year at most, until ${day(latest)}.`,
  },
  no_deadline: { title: 'No deadline', detail: 'This dossier has no deadline now.' },
};

function dateTime(value: unknown): string {
  return typeof value === 'string' && Number.isFinite(Date.parse(value))
    ? englishDateTime(instant(value))
    : 'the day set';
}

function day(value: unknown): string {
  return typeof value === 'string' && isCalendarDay(value) ? englishDate(value) : 'the day allowed';
}

function euros(value: unknown): string {
  return Number.isSafeInteger(value) && Number(value) >= 0 ? formatEurosEnglish(cents(Number(value))) : '';
}
