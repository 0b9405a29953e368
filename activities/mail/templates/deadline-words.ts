import { type CalendarDay, compareDays, addDays } from '../../../domain/calendar/calendar-day.ts';
import type { Deadline } from '../../../domain/calendar/deadline.ts';
import {
  englishDate,
  englishDateTime,
  frenchDate,
  frenchDateTime,
} from '../../../domain/calendar/french-dates.ts';
import { type Instant, parisDay } from '../../../domain/calendar/paris-time.ts';
import { runningDeadline } from '../../../domain/dossier/check.ts';
import type { Language } from '../../../domain/language.ts';
import type { NoticeContext } from './notice-context.ts';

/** The deadline that a notice speaks of: one on which somebody must act. */
export function deadlineTold({ dossier }: Pick<NoticeContext, 'dossier'>): Deadline | null {
  const deadline = runningDeadline(dossier);
  return deadline === null || deadline.kind === 'record_kept' ? null : deadline;
}

/** « mardi 4 mars 2027 à 23 h 59 », in the reader's language; empty when no deadline runs. */
export function until(context: Pick<NoticeContext, 'dossier' | 'language'>): string {
  const deadline = deadlineTold(context);
  if (deadline === null) return '';
  return context.language === 'fr' ? frenchDateTime(deadline.at) : englishDateTime(deadline.at);
}

/** Says how many days are left, counted in Paris: « Il reste 3 jours. » */
export function daysLeft(at: Instant, now: Instant, language: Language): string {
  const days = daysBetween(parisDay(now), parisDay(at));
  if (language === 'fr') {
    if (days === 0) return 'C’est aujourd’hui.';
    return days === 1 ? 'C’est demain.' : `Il reste ${days} jours.`;
  }
  if (days === 0) return 'That is today.';
  return days === 1 ? 'That is tomorrow.' : `${days} days are left.`;
}

/** Explains how a deadline in business days was counted; null for one that was not. */
export function explained({ businessDays, skippedDays }: Deadline, language: Language): string | null {
  if (businessDays === null) return null;
  const skipped = skippedDays.map(({ day, reason, label }) => {
    if (language === 'fr') return reason === 'holiday' ? `${frenchDate(day)} (${label})` : frenchDate(day);
    return reason === 'holiday' ? `${englishDate(day)} (public holiday)` : englishDate(day);
  });
  if (language === 'fr') {
    const count = businessDays === 1 ? 'un jour ouvré' : `${businessDays} jours ouvrés`;
    const rest = skipped.length === 0 ? '' : ` Ne sont pas comptés : ${skipped.join(', ')}.`;
    return `Ce délai est de ${count}, comptés à l’heure de Paris.${rest}`;
  }
  const count = businessDays === 1 ? 'one business day' : `${businessDays} business days`;
  const rest = skipped.length === 0 ? '' : ` Not counted: ${skipped.join(', ')}.`;
  return `This period is ${count}, counted at the time of Paris.${rest}`;
}

function daysBetween(from: CalendarDay, to: CalendarDay): number {
  let days = 0;
  for (let day = from; compareDays(day, to) < 0; day = addDays(day, 1)) days += 1;
  return days;
}
