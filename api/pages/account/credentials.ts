import { askForEmail } from '../../account/email.ts';
import { changePassword } from '../../account/password.ts';
import { identityOf } from '../../security/identity.ts';
import { invalidPart } from '../../problems/problem.ts';
import { emailChangeSchema, passwordChangeSchema } from '../../schemas/account.ts';
import { passwordField, textField } from '../account-form/fields.ts';
import { passwordRulesHtml } from '../account-form/password-rules.ts';
import { contextOf, type PageContext } from '../context.ts';
import { type AccountFormPage, accountPath, doneAt } from './form-routes.ts';

const emailPath = `${accountPath}/adresse-electronique`;
const passwordPath = `${accountPath}/mot-de-passe`;

/** Asking for another email. */
export const emailPage: AccountFormPage = {
  path: emailPath,
  summary: 'Ask for another email',
  about: { password_wrong: 'password' },
  build: async (exchange) => {
    const context = contextOf(exchange.req);
    const { account } = context.texts;
    const { email: t } = account;
    const identity = await identityOf(exchange.em, exchange.caller.id);
    return {
      title: t.link,
      intro: [...(identity === null ? [] : [t.now(identity.email)]), t.intro],
      action: emailPath,
      back: { href: accountPath, label: account.back },
      fields: [
        textField({
          name: 'email',
          label: t.newLabel,
          type: 'email',
          inputmode: 'email',
          autocomplete: 'email',
        }),
        presentPassword(context),
      ],
      button: t.button,
    };
  },
  act: async (exchange, form) => {
    const { missing } = contextOf(exchange.req).texts.accountLinks;
    const wish = emailChangeSchema.safeParse({
      email: form.get('email') ?? '',
      password: form.get('password'),
    });
    if (!wish.success) throw invalidPart('password', missing, 'missing');
    await askForEmail(exchange, wish.data);
    return doneAt(exchange, accountPath, 'email_change_asked');
  },
};

/** Changing the password. */
export const passwordPage: AccountFormPage = {
  path: passwordPath,
  summary: 'Change the password',
  about: { password_wrong: 'currentPassword' },
  build: ({ req }) => {
    const context = contextOf(req);
    const { account } = context.texts;
    const { password: t } = account;
    return {
      title: t.link,
      intro: [t.intro],
      action: passwordPath,
      back: { href: accountPath, label: account.back },
      fields: [
        { ...presentPassword(context), name: 'currentPassword' },
        passwordField({ name: 'password', label: t.newLabel, autocomplete: 'new-password' }),
      ],
      above: passwordRulesHtml(context, '', { nir: '', name: '', email: '' }),
      button: t.button,
    };
  },
  act: async (exchange, form) => {
    const { missing } = contextOf(exchange.req).texts.accountLinks;
    const [currentPassword, password] = [form.get('currentPassword'), form.get('password')];
    const wish = passwordChangeSchema.safeParse({ currentPassword, password });
    const empty = (currentPassword ?? '') === '' ? 'currentPassword' : 'password';
    if (!wish.success) throw invalidPart(empty, missing, 'missing');
    await changePassword(exchange, wish.data);
    return doneAt(exchange, accountPath, 'password_changed');
  },
};

/** The field for the password of whoever is logged in. */
export function presentPassword({ texts }: PageContext) {
  return passwordField({
    name: 'password',
    label: texts.forms.passwordAgain,
    autocomplete: 'current-password',
  });
}
