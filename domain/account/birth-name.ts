import { DomainError } from '../errors.ts';
import { keyboardLine, strangeCharacter } from '../typed-text.ts';

declare const birthNameBrand: unique symbol;

/** A birth family name that was checked, as on the birth certificate. */
export type BirthName = string & { readonly [birthNameBrand]: true };

const longest = 100;
const allowed = /[\p{L}\p{M} '.·-]/u;

/**
 * Reads a birth family name as typed, in any alphabet: « 'T HART », « d'Abbadie ». Apostrophes
 * and hyphens of every kind are one each. Throws `invalid_birth_name` that names the first character that is in no name.
 */
export function parseBirthName(input: string): BirthName {
  const name = keyboardLine(input);
  const character = strangeCharacter(name, allowed);
  if (character !== null) {
    refuse(
      `Un nom de naissance s’écrit avec des lettres, espaces, apostrophes, points et tirets : « ${character} » n’en fait pas partie.`,
      { character },
    );
  }
  if (!/\p{L}/u.test(name))
    refuse('Indiquez votre nom de naissance, tel qu’il figure sur votre acte de naissance.');
  if (name.length > longest) refuse(`Un nom de naissance compte ${longest} caractères au plus.`);
  return name as BirthName;
}

function refuse(message: string, details?: { character: string }): never {
  throw new DomainError('invalid_birth_name', message, details);
}
