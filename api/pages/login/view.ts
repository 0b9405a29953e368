import { localPath } from '../../security/return-path.ts';
import type { ShownAgain } from '../account-form/shown-again.ts';
import type { PageContext } from '../context.ts';
import type { Texts } from '../texts/index.ts';

/** The login page. */
export interface LogInView {
  t: Texts['logIn'];
  fc: Texts['franceConnect'];
  nir: string;
  back: string;
  /** Where FranceConnect+ begins; null where it is not offered. */
  franceConnectPath: string | null;
  isNeeded: boolean;
  /** Where an account is created, to come back to the same page after it. */
  registrationPath: string;
  nirError: string | null;
  passwordError: string | null;
}

/** Builds the login page's view; a login that was refused stands there again, without the password. */
export function logInView(
  { texts }: PageContext,
  { back, again, hasFranceConnect }: { back: string; again: ShownAgain | null; hasFranceConnect: boolean },
): LogInView {
  // A browser that names no page it comes from sends the way back with the form alone.
  const wanted = back === '' ? (localPath(again?.values.get('retour')) ?? '') : back;
  const query = new URLSearchParams(wanted === '' ? {} : { return: wanted }).toString();
  const wrong = (name: string) => again?.fields[name]?.join(' ') ?? null;
  return {
    t: texts.logIn,
    fc: texts.franceConnect,
    nir: again?.values.get('nir') ?? '',
    back: wanted,
    franceConnectPath: hasFranceConnect ? ['/auth/franceconnect', query].filter(Boolean).join('?') : null,
    registrationPath: wanted === '' ? '/inscription' : `/inscription?retour=${encodeURIComponent(wanted)}`,
    isNeeded: wanted !== '' && again === null,
    nirError: wrong('nir'),
    passwordError: wrong('password'),
  };
}
