import { parseBirthName } from '../../../domain/account/birth-name.ts';
import { parseEmailAddress } from '../../../domain/account/email-address.ts';
import { parseNir } from '../../../domain/identity/nir.ts';
import { pendingIdentity } from '../../franceconnect/pending.ts';
import { checkEmail, checkNumber } from '../../franceconnect/register.ts';
import type { VouchedIdentity } from '../../franceconnect/session-data.ts';
import type { Exchange } from '../../http/route.ts';
import { FieldCheck } from '../../problems/fields.ts';
import { checkPassword } from '../../registrations/check-password.ts';
import { passwordField, textField } from '../account-form/fields.ts';
import { passwordRulesHtml } from '../account-form/password-rules.ts';
import type { Step } from './step.ts';

/** The steps before the security check (domain.md, Creating an account, 1 to 4). */
export const identitySteps: readonly Step[] = [
  {
    key: 'nir',
    text: 'nir',
    number: 1,
    slug: 'numero',
    fields: ({ texts: { forms } }, { nir = '' }) => [
      textField({ name: 'nir', label: forms.nirLabel, hint: forms.nirHint, value: nir, maxlength: 40 }),
    ],
    read: ({ nir = '' }, exchange) => {
      checked('nir', () => parseNir(nir));
      const identity = vouched(exchange);
      if (identity === null) return { nir };
      checkNumber(nir, identity);
      return { nir, birthName: identity.birthName, vouched: 'oui' };
    },
  },
  {
    key: 'birthName',
    text: 'birthName',
    number: 2,
    slug: 'nom',
    fields: ({ texts: { registration: t } }, { birthName = '', vouched: isVouched }) => [
      textField({
        name: 'birthName',
        label: t.birthNameLabel,
        hint: isVouched === undefined ? t.birthNameHint : t.birthNameVouched,
        value: birthName,
        autocomplete: 'family-name',
        isReadOnly: isVouched !== undefined,
      }),
    ],
    read: ({ birthName = '', vouched: isVouched }, exchange) => {
      const identity = isVouched === undefined ? null : vouched(exchange);
      if (identity !== null) return { birthName: identity.birthName };
      checked('birthName', () => parseBirthName(birthName));
      return { birthName };
    },
  },
  {
    key: 'email',
    text: 'email',
    number: 3,
    slug: 'email',
    fields: ({ texts: { registration: t } }, { email = '', vouched: isVouched }) => [
      textField({
        name: 'email',
        label: t.emailLabel,
        hint: isVouched === undefined ? t.emailHint : t.emailVouched,
        value: email,
        type: 'email',
        inputmode: 'email',
        autocomplete: 'email',
      }),
    ],
    read: ({ email = '', vouched: isVouched }, exchange) => {
      checked('email', () => parseEmailAddress(email));
      const identity = isVouched === undefined ? null : vouched(exchange);
      if (identity !== null) checkEmail(email, identity);
      return { email };
    },
  },
  {
    key: 'password',
    text: 'password',
    number: 4,
    slug: 'mot-de-passe',
    fields: ({ texts: { forms } }) => [
      passwordField({ name: 'password', label: forms.passwordLabel, autocomplete: 'new-password' }),
    ],
    above: (context, { password = '', nir = '', birthName = '', email = '' }) =>
      passwordRulesHtml(context, password, { nir, name: birthName, email }),
    read: ({ password = '', nir = '', birthName = '', email = '' }) => {
      const fields = new FieldCheck();
      checkPassword(fields, 'password', password, { nir, name: birthName, email });
      fields.end();
      return { password };
    },
  },
];

function checked(name: string, rule: () => unknown): void {
  const fields = new FieldCheck();
  fields.read(name, rule);
  fields.end();
}

function vouched({ req, services }: Exchange): VouchedIdentity | null {
  return pendingIdentity(req.session, services.clock.now())?.identity ?? null;
}
