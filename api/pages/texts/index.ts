import type { Language } from '../../../domain/language.ts';
import * as en from './en/index.ts';
import * as fr from './fr/index.ts';

/** Every sentence of the pages in one language; the French ones say which there are. */
export type Texts = typeof fr;

/** The sentences of the pages. A missing English one does not compile. */
export const texts: Readonly<Record<Language, Texts>> = { fr, en };
