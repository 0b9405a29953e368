import type { Request } from 'express';
import { type CalendarWording, calendarWording } from '../../domain/calendar/wording.ts';
import { type DossierWording, dossierWording } from '../../domain/dossier/wording.ts';
import type { Language } from '../../domain/language.ts';
import { formatEuros, formatEurosEnglish, signedCents } from '../../domain/money.ts';
import { languageOf } from './language/language.ts';
import { remembered } from './remembered.ts';
import { type Texts, texts } from './texts/index.ts';

/** How a page speaks to its reader: built once for each request. */
export interface PageContext {
  readonly language: Language;
  readonly texts: Texts;
  readonly dates: CalendarWording;
  readonly wording: DossierWording;
  /** Writes an amount of cents. */
  readonly euros: (cents: number) => string;
  /** Writes a number that may have decimals, as hours do. */
  readonly number: (value: number) => string;
}

/** The way a page speaks, by the language of its request. */
export function contextOf(req: Request): PageContext {
  return contexts[languageOf(req)];
}

const contexts: Readonly<Record<Language, PageContext>> = { fr: contextIn('fr'), en: contextIn('en') };

/** The way pages speak a language. */
export function contextIn(language: Language): PageContext {
  const words = calendarWording[language];
  const format = language === 'fr' ? formatEuros : formatEurosEnglish;
  return {
    language,
    texts: texts[language],
    dates: { ...words, date: remembered(words.date), dateTime: remembered(words.dateTime) },
    wording: dossierWording[language],
    euros: (cents) => format(signedCents(cents)),
    number: (value) => (language === 'fr' ? String(value).replace('.', ',') : String(value)),
  };
}
