import type { Form } from '../../http/route.ts';
import { invalidPart } from '../../problems/problem.ts';
import { presentPassword } from '../account/credentials.ts';
import { textField } from '../account-form/fields.ts';
import type { FormPage, Link } from '../account-form/form.ts';
import type { PageContext } from '../context.ts';
import { template } from '../engine.ts';
import type { Texts } from '../texts/index.ts';

const madePart = template<{ t: Texts['recoveryCodes']; codes: readonly string[]; next: string }>(
  'recovery-codes/made',
);

/** The page that asks for what new recovery codes need. */
export function renewalForm(context: PageContext, path: string, back: Link): FormPage {
  const { recoveryCodes: t } = context.texts;
  return {
    title: t.renew,
    intro: t.intro,
    action: path,
    back,
    fields: [
      presentPassword(context),
      textField({ name: 'code', label: t.code, autocomplete: 'one-time-code', maxlength: 40 }),
    ],
    button: t.button,
  };
}

/** New recovery codes, shown once. */
export function madeCodes({ texts }: PageContext, codes: readonly string[], next: string) {
  const { recoveryCodes: t } = texts;
  return { title: t.madeTitle, main: madePart({ t, codes, next }) };
}

/** Reads a password and a code as they were typed. Throws `invalid_request` for the first that is missing. */
export function typedProof(context: PageContext, form: Form): { password: string; code: string } {
  const password = typedPassword(context, form);
  const code = (form.get('code') ?? '').trim();
  if (code === '') throw invalidPart('code', context.texts.accountLinks.missing, 'missing');
  return { password, code };
}

/** Reads the password of whoever is logged in as it was typed. Throws `invalid_request` when it is missing. */
export function typedPassword({ texts }: PageContext, form: Form): string {
  const password = form.get('password') ?? '';
  if (password === '') throw invalidPart('password', texts.accountLinks.missing, 'missing');
  return password;
}
