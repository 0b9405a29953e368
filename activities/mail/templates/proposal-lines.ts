import type { CalendarDay } from '../../../domain/calendar/calendar-day.ts';
import { englishDate, frenchDate } from '../../../domain/calendar/french-dates.ts';
import { de } from '../../../domain/french-elision.ts';
import type { Change } from '../../../domain/dossier/dossier.ts';
import { cents, formatEuros, formatEurosEnglish } from '../../../domain/money.ts';
import type { Language } from '../../../domain/language.ts';

const names: Readonly<Record<Language, Readonly<Record<Change['field'], string>>>> = {
  fr: { startsOn: 'Début', endsOn: 'Fin', priceCents: 'Prix', hours: 'Durée', place: 'Lieu' },
  en: { startsOn: 'Start', endsOn: 'End', priceCents: 'Price', hours: 'Duration', place: 'Place' },
};

/** Writes one change of a proposal: « Prix : 1 100,00 € au lieu de 1 200,00 € ». */
export const proposalLines: Readonly<Record<Language, (change: Change) => string>> = {
  fr: ({ field, before, after }) => {
    const instead = before === null ? '' : ` au lieu ${de(shown('fr', field, before))}`;
    return `${names.fr[field]} : ${shown('fr', field, after)}${instead}`;
  },
  en: ({ field, before, after }) => {
    const instead = before === null ? '' : ` instead of ${shown('en', field, before)}`;
    return `${names.en[field]}: ${shown('en', field, after)}${instead}`;
  },
};

function shown(language: Language, field: Change['field'], value: string | number | null): string {
  if (value === null) return language === 'fr' ? 'à définir' : 'to be decided';
  if (field === 'startsOn' || field === 'endsOn') {
    return (language === 'fr' ? frenchDate : englishDate)(value as CalendarDay);
  }
  if (field === 'priceCents')
    return (language === 'fr' ? formatEuros : formatEurosEnglish)(cents(Number(value)));
  if (field === 'hours') return language === 'fr' ? `${value} heures` : `${value} hours`;
  return String(value);
}
