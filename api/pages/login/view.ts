import type { PageContext } from '../context.ts';
import type { Texts } from '../texts/index.ts';

/** What a person gave to the form, as far as it is shown again: never the password. */
export interface Typed {
  nir: string;
  back: string;
}

/** What was wrong with it. */
export interface LogInErrors {
  nir?: string;
  password?: string;
  /** Not about one field. */
  all?: string;
}

/** The login page. */
export interface LogInView extends Typed {
  t: Texts['logIn'];
  fc: Texts['franceConnect'];
  /** Where FranceConnect+ begins; null where it is not offered. */
  franceConnectPath: string | null;
  isNeeded: boolean;
  nirError: string | null;
  passwordError: string | null;
  errors: { field: string | null; text: string }[];
}

/** Builds the login page's view. */
export function logInView(
  { texts }: PageContext,
  typed: Typed,
  { errors, hasFranceConnect }: { errors: LogInErrors; hasFranceConnect: boolean },
): LogInView {
  const back = new URLSearchParams(typed.back === '' ? {} : { return: typed.back }).toString();
  const listed = [
    { field: null, text: errors.all },
    { field: 'nir', text: errors.nir },
    { field: 'password', text: errors.password },
  ];
  return {
    ...typed,
    t: texts.logIn,
    fc: texts.franceConnect,
    franceConnectPath: hasFranceConnect ? ['/auth/franceconnect', back].filter(Boolean).join('?') : null,
    isNeeded: typed.back !== '' && Object.keys(errors).length === 0,
    nirError: errors.nir ?? null,
    passwordError: errors.password ?? null,
    errors: listed.flatMap(({ field, text }) => (text === undefined ? [] : [{ field, text }])),
  };
}
