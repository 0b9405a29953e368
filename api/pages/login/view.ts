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
  isNeeded: boolean;
  nirError: string | null;
  passwordError: string | null;
  errors: { field: string | null; text: string }[];
}

/** Builds the login page's view. */
export function logInView({ texts }: PageContext, typed: Typed, errors: LogInErrors): LogInView {
  const listed = [
    { field: null, text: errors.all },
    { field: 'nir', text: errors.nir },
    { field: 'password', text: errors.password },
  ];
  return {
    ...typed,
    t: texts.logIn,
    isNeeded: typed.back !== '' && Object.keys(errors).length === 0,
    nirError: errors.nir ?? null,
    passwordError: errors.password ?? null,
    errors: listed.flatMap(({ field, text }) => (text === undefined ? [] : [{ field, text }])),
  };
}
