import type { Language } from '../../domain/language.ts';
import { englishLetters } from './english-letters.ts';
import { frenchLetters } from './french-letters.ts';

/** What one member is written about. */
export type MemberLetterKind = keyof typeof frenchLetters;

/** The letters to one member, by language. */
export const memberLetters: Readonly<Record<Language, typeof frenchLetters>> = {
  fr: frenchLetters,
  en: englishLetters,
};
