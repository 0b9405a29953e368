import type { Deadline } from '../../../domain/calendar/deadline.ts';
import {
  englishDate,
  englishDateTime,
  frenchDate,
  frenchDateTime,
} from '../../../domain/calendar/french-dates.ts';
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

/** More days than these are told as a count: the dossier lists them. */
const mostDaysListed = 4;

/** Explains how a deadline in business days was counted; null for one that was not. */
export function explained(deadline: Deadline, language: Language): string | null {
  const { businessDays } = deadline;
  if (businessDays === null) return null;
  const skipped = skippedIn[language](deadline);
  if (language === 'fr') {
    const count = businessDays === 1 ? 'd’un jour ouvré, compté' : `de ${businessDays} jours ouvrés, comptés`;
    return `Ce délai est ${count} à l’heure de Paris.${skipped}`;
  }
  const count = businessDays === 1 ? 'one business day' : `${businessDays} business days`;
  return `This period is ${count}, counted at the time of Paris.${skipped}`;
}

const skippedIn: Readonly<Record<Language, (deadline: Deadline) => string>> = {
  fr: ({ skippedDays, skippedDaysCount }) => {
    if (skippedDaysCount === 0) return '';
    if (skippedDaysCount > mostDaysListed) {
      return ` ${skippedDaysCount} jours de week-end ou fériés ne sont pas comptés : la page du dossier en donne la liste.`;
    }
    const days = skippedDays.map(({ day, reason, label }) =>
      reason === 'holiday' ? `${frenchDate(day)} (${label})` : frenchDate(day),
    );
    return ` Ne sont pas comptés : ${days.join(', ')}.`;
  },
  en: ({ skippedDays, skippedDaysCount }) => {
    if (skippedDaysCount === 0) return '';
    if (skippedDaysCount > mostDaysListed) {
      return ` ${skippedDaysCount} days of weekends or public holidays are not counted: the dossier’s page lists them.`;
    }
    const days = skippedDays.map(({ day, reason }) =>
      reason === 'holiday' ? `${englishDate(day)} (public holiday)` : englishDate(day),
    );
    return ` Not counted: ${days.join(', ')}.`;
  },
};
