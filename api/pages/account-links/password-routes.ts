import { forgetPassword, resetPassword } from '../../account/password.ts';
import { invalidPart } from '../../problems/problem.ts';
import { type Exchange, route } from '../../http/route.ts';
import { passwordResetSchema } from '../../schemas/account.ts';
import { passwordField, textField } from '../account-form/fields.ts';
import { type FormPage, showForm } from '../account-form/form.ts';
import { showMessage } from '../account-form/message.ts';
import { passwordRulesHtml } from '../account-form/password-rules.ts';
import { contextOf } from '../context.ts';
import { aPage } from '../page-route.ts';
import { tokenField, tokenIn } from './token-field.ts';

const ofForgotten = { ...aPage, path: '/mot-de-passe/oublie', access: 'visitor' } as const;
const ofNew = { ...aPage, path: '/mot-de-passe/nouveau', access: 'visitor' } as const;

/** A lost password: the link asked for, and the new one chosen by it. */
export const passwordLinkRoutes = [
  route({
    ...ofForgotten,
    method: 'get',
    summary: 'Ask for a link to a new password',
    handle: (exchange) => showForm(exchange, forgottenForm(exchange)),
  }),
  route({
    ...ofForgotten,
    method: 'post',
    form: true,
    summary: 'Have the link sent; the answer is the same for everybody',
    handle: async (exchange) => {
      const { accountLinks: t } = contextOf(exchange.req).texts;
      const nir = (exchange.body.get('nir') ?? '').slice(0, 400);
      await forgetPassword(exchange, { nir });
      const links = [{ href: '/connexion', label: t.logIn }];
      const message = { title: t.sentTitle, paragraphs: t.sentText, links };
      return await showMessage(exchange, message, { path: ofForgotten.path });
    },
  }),
  route({
    ...ofNew,
    method: 'get',
    summary: 'Choose a new password by a link',
    handle: (exchange) => showForm(exchange, newForm(exchange)),
  }),
  route({
    ...ofNew,
    method: 'post',
    form: true,
    about: { link_invalid: 'token' },
    summary: 'Take the new password; every session ends',
    handle: async (exchange) => {
      const { accountLinks: t } = contextOf(exchange.req).texts;
      const token = tokenIn(exchange.body.get('token'));
      const password = exchange.body.get('password') ?? '';
      const wish = passwordResetSchema.safeParse({ token, password });
      if (!wish.success) throw invalidPart(token === '' ? 'token' : 'password', t.missing, 'missing');
      await resetPassword(exchange, wish.data);
      const links = [{ href: '/connexion', label: t.logIn }];
      const message = { title: t.changedTitle, paragraphs: t.changedText, links };
      return await showMessage(exchange, message, { path: ofNew.path });
    },
  }),
];

function forgottenForm({ req }: Exchange): FormPage {
  const { accountLinks: t, forms } = contextOf(req).texts;
  return {
    title: t.forgottenTitle,
    intro: [t.forgottenIntro],
    action: ofForgotten.path,
    fields: [
      textField({
        name: 'nir',
        label: forms.nirLabel,
        hint: forms.nirHint,
        autocomplete: 'username',
      }),
    ],
    button: t.forgottenButton,
    back: { href: '/connexion', label: t.back },
  };
}

function newForm({ req }: Exchange): FormPage {
  const context = contextOf(req);
  const { accountLinks: t } = context.texts;
  return {
    title: t.newTitle,
    action: ofNew.path,
    fields: [
      tokenField(context),
      passwordField({ name: 'password', label: t.newLabel, autocomplete: 'new-password' }),
    ],
    above: passwordRulesHtml(context, '', { nir: '', name: '', email: '' }),
    button: t.newButton,
  };
}
