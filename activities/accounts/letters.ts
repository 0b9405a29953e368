import type { Language } from '../../domain/language.ts';
import { englishLetters } from './english-letters.ts';
import { frenchLetters } from './french-letters.ts';

/** The letters about an account to its owner, in each language. */
export const letters: Readonly<Record<Language, typeof frenchLetters>> = {
  fr: frenchLetters,
  en: englishLetters,
};
