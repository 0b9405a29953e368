import { type CalendarDay, isCalendarDay } from '../../../domain/calendar/calendar-day.ts';
import { calendarWording } from '../../../domain/calendar/wording.ts';
import type { Language } from '../../../domain/language.ts';
import type { NoticeContext, Wording } from './notice-context.ts';

type Answered = 'dates_accepted' | 'dates_declined';
type Kind = Answered | 'dates_proposed' | 'dates_withdrawn';

/** What a trainee is told of other dates for an accepted dossier, in each language. */
export const datesWords: Readonly<Record<Language, Readonly<Record<Kind, Wording>>>> = {
  fr: {
    dates_proposed: (context) => ({
      subject: 'L’organisme propose d’autres dates',
      sentence: `L’organisme vous propose d’autres dates pour « ${title(context)} » : ${proposed(context)}.`,
      more: [
        'Acceptez-les ou refusez-les depuis votre dossier. Tant que vous n’avez pas répondu, et si vous refusez, vos dates restent les mêmes.',
        'Rien n’est annulé : vos droits, vos dates limites et votre délai de rétractation ne changent pas.',
      ],
      action: 'Répondre à la proposition',
    }),
    dates_withdrawn: (context) => ({
      subject: 'L’organisme retire les dates proposées',
      sentence: `L’organisme a retiré les autres dates qu’il proposait pour « ${title(context)} » : vos dates restent les mêmes, et cette proposition n’attend plus de réponse.`,
      action: 'Voir mon dossier',
    }),
    dates_accepted: (context) => ({
      subject: 'Les dates de votre formation ont changé',
      sentence: `Vous avez accepté de nouvelles dates pour « ${title(context)} » : ${proposed(context)}. Vos droits, vos dates limites et votre délai de rétractation n’ont pas changé.`,
      action: 'Voir mon dossier',
    }),
    dates_declined: (context) => ({
      subject: 'Les dates de votre formation restent les mêmes',
      sentence: `Vous avez refusé les autres dates proposées pour « ${title(context)} » : vos dates restent les mêmes. L’organisme en est averti.`,
      action: 'Voir mon dossier',
    }),
  },
  en: {
    dates_proposed: (context) => ({
      subject: 'The organisation proposes other dates',
      sentence: `The organisation proposes other dates to you for “${title(context)}”: ${proposed(context)}.`,
      more: [
        'Accept or decline them from your dossier. Until you have answered, and if you decline, your dates stay the same.',
        'Nothing is cancelled: your rights, your deadlines and your withdrawal period do not change.',
      ],
      action: 'Answer the proposal',
    }),
    dates_withdrawn: (context) => ({
      subject: 'The organisation takes its proposed dates back',
      sentence: `The organisation took back the other dates that it proposed for “${title(context)}”: your dates stay the same, and that proposal waits for no answer any longer.`,
      action: 'See my dossier',
    }),
    dates_accepted: (context) => ({
      subject: 'The dates of your training have changed',
      sentence: `You accepted new dates for “${title(context)}”: ${proposed(context)}. Your rights, your deadlines and your withdrawal period have not changed.`,
      action: 'See my dossier',
    }),
    dates_declined: (context) => ({
      subject: 'The dates of your training stay the same',
      sentence: `You declined the other dates proposed for “${title(context)}”: your dates stay the same. The organisation is told.`,
      action: 'See my dossier',
    }),
  },
};

/** What an organisation is told of the trainee's answer. */
export const datesToOrganisation: Readonly<Record<Language, Readonly<Record<Answered, Wording>>>> = {
  fr: {
    dates_accepted: (context) => ({
      subject: 'Nouvelles dates acceptées',
      sentence: `Le titulaire accepte les nouvelles dates pour « ${title(context)} » : ${proposed(context)}.`,
      action: 'Voir le dossier',
    }),
    dates_declined: (context) => ({
      subject: 'Nouvelles dates refusées',
      sentence: `Le titulaire refuse les autres dates proposées pour « ${title(context)} » : les dates du dossier restent les mêmes.`,
      action: 'Voir le dossier',
    }),
  },
  en: {
    dates_accepted: (context) => ({
      subject: 'New dates accepted',
      sentence: `The trainee accepts the new dates for “${title(context)}”: ${proposed(context)}.`,
      action: 'See the dossier',
    }),
    dates_declined: (context) => ({
      subject: 'New dates declined',
      sentence: `The trainee declines the other dates proposed for “${title(context)}”: the dossier’s dates stay the same.`,
      action: 'See the dossier',
    }),
  },
};

function title({ dossier }: NoticeContext): string {
  return dossier.training.title;
}

/** The dates that the event itself carries: the dossier may have moved on. */
function proposed({ details, language }: NoticeContext): string {
  const { startsOn, endsOn } = details;
  const words = calendarWording[language].sessionDates(dayIn(startsOn), dayIn(endsOn));
  return words.charAt(0).toLowerCase() + words.slice(1);
}

function dayIn(value: unknown): CalendarDay | null {
  return typeof value === 'string' && isCalendarDay(value) ? value : null;
}
