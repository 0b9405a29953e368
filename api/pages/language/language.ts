import type { Request } from 'express';
import { type Language, languages } from '../../../domain/language.ts';

/** The cookie in which a browser keeps the language that its person chose. */
export const languageCookie = 'langue';

/** The language of an answer: the one chosen, else the browser's, else French. */
export function languageOf(req: Request): Language {
  const chosen = new RegExp(`(?:^|;\\s*)${languageCookie}=(\\w+)`).exec(req.get('Cookie') ?? '')?.[1];
  if (isLanguage(chosen)) return chosen;
  const wished = req.acceptsLanguages(...languages);
  return isLanguage(wished) ? wished : 'fr';
}

/** Tells whether a text names a language that the pages speak. */
export function isLanguage(text: unknown): text is Language {
  return languages.some((language) => language === text);
}
