import { compareDays } from '../../calendar/calendar-day.ts';
import { englishDate, englishDateTime } from '../../calendar/french-dates.ts';
import { type Instant, parisDay } from '../../calendar/paris-time.ts';
import type { Policy } from '../../policy/policy.ts';
import { businessDaysLeft, cancellationDates } from '../cancellation-dates.ts';
import type { Explained } from '../cancellation-explanation.ts';
import type { Dossier } from '../dossier.ts';

/** Says in plain English, with dates, which rule decides what a cancellation costs, as `explainCancellation` does in French. */
export function explainCancellationInEnglish(
  dossier: Dossier,
  policy: Policy,
  { rule, isProofVerified = false }: Explained,
  at: Instant,
): string {
  switch (rule) {
    case 'nothing_agreed':
      return 'Your enrolment is not validated yet: cancelling costs you nothing.';
    case 'withdrawal':
      return explainWithdrawal(dossier, policy);
    case 'free':
      return `The session starts ${daysLeft(dossier, at)}, which is more than ${policy.freeCancellationBefore}: cancelling is free of charge until ${until(dossier, policy, 'freeUntil')}.`;
    case 'late':
      return `${whyLate(dossier, policy, at)}: the price of the training is still due.`;
    case 'force_majeure':
      return `You have added a proof of force majeure, ${isProofVerified ? 'which our service has checked' : 'which our service has not checked yet'}: cancelling is free of charge.`;
    case 'organisation':
      return 'The organisation cancels: everything is given back to you.';
  }
}

function explainWithdrawal(dossier: Dossier, policy: Policy): string {
  const { withdrawalUntil, freeUntil } = cancellationDates(dossier, policy);
  const now = `You are within the withdrawal period until ${until(dossier, policy, 'withdrawalUntil')}: cancelling is free of charge.`;
  if (withdrawalUntil === null || freeUntil === null || freeUntil <= withdrawalUntil) return now;
  return `${now} It remains so after that until ${englishDateTime(freeUntil)}, more than ${policy.freeCancellationBefore} business days before the session starts.`;
}

function whyLate(dossier: Dossier, policy: Policy, at: Instant): string {
  const { enteredOn, session } = dossier;
  if (enteredOn !== null) {
    return `The organisation declared on ${englishDate(enteredOn)} that you entered the training, which ends the withdrawal period`;
  }
  const withdrawal = `the withdrawal period ended on ${until(dossier, policy, 'withdrawalUntil')}`;
  if (session !== null && compareDays(parisDay(at), session.startsOn) >= 0) {
    return `The session started on ${englishDate(session.startsOn)} and ${withdrawal}`;
  }
  return `The session starts ${daysLeft(dossier, at)}, which is ${policy.freeCancellationBefore} or fewer, and ${withdrawal}`;
}

function daysLeft({ session }: Dossier, at: Instant): string {
  if (session === null) return 'on a date that is still to be set';
  const days = businessDaysLeft(session, parisDay(at));
  return `on ${englishDate(session.startsOn)}, in ${days} business day${days === 1 ? '' : 's'}`;
}

function until(dossier: Dossier, policy: Policy, date: 'withdrawalUntil' | 'freeUntil'): string {
  const at = cancellationDates(dossier, policy)[date];
  return at === null ? '' : englishDateTime(at);
}
