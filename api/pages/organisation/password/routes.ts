import { type Exchange, route } from '../../../http/route.ts';
import { forgetMemberPassword, resetMemberPassword } from '../../../organisation/password-reset.ts';
import { parsePart } from '../../../problems/invalid.ts';
import { invalidPart } from '../../../problems/problem.ts';
import { memberPasswordResetSchema } from '../../../schemas/members.ts';
import { passwordField, textField } from '../../account-form/fields.ts';
import type { FormPage } from '../../account-form/form.ts';
import { messageParts } from '../../account-form/message.ts';
import { passwordRulesHtml } from '../../account-form/password-rules.ts';
import { tokenField, tokenIn } from '../../account-links/token-field.ts';
import { contextOf } from '../../context.ts';
import { aPage } from '../../page-route.ts';
import { showBareForm } from '../form/member-form.ts';
import { showBarePage } from '../frame/space.ts';

const logInPath = '/organisme/connexion';
const ofForgotten = { ...aPage, path: '/organisme/mot-de-passe/oublie', access: 'visitor' } as const;
const ofNew = { ...aPage, path: '/organisme/mot-de-passe/nouveau', access: 'visitor' } as const;

/** A member's lost password: the link asked for, and the new one chosen by it. */
export const memberPasswordRoutes = [
  route({
    ...ofForgotten,
    method: 'get',
    summary: 'Ask for a link to a new password',
    handle: (exchange) => showBareForm(exchange, forgottenForm(exchange)),
  }),
  route({
    ...ofForgotten,
    method: 'post',
    form: true,
    summary: 'Have the link sent; the answer is the same for everybody',
    handle: async (exchange) => {
      const { texts } = contextOf(exchange.req);
      const { password: t } = texts.organisation;
      const email = (exchange.body.get('email') ?? '').trim().slice(0, 320);
      if (email === '') throw invalidPart('email', texts.accountLinks.missing, 'missing');
      await forgetMemberPassword(exchange, { email });
      const links = [{ href: logInPath, label: texts.accountLinks.logIn }];
      const message = { title: t.sentTitle, paragraphs: t.sentText, links };
      return showBarePage(exchange, { ...messageParts(message), path: ofForgotten.path });
    },
  }),
  route({
    ...ofNew,
    method: 'get',
    summary: 'Choose a new password by a link',
    handle: (exchange) => showBareForm(exchange, newForm(exchange)),
  }),
  route({
    ...ofNew,
    method: 'post',
    form: true,
    about: { link_invalid: 'token' },
    summary: 'Take the new password; every session ends',
    handle: async (exchange) => {
      const { accountLinks, organisation } = contextOf(exchange.req).texts;
      const token = tokenIn(exchange.body.get('token'));
      const password = exchange.body.get('password') ?? '';
      if (token === '') throw invalidPart('token', accountLinks.missing, 'missing');
      if (password === '') throw invalidPart('password', accountLinks.missing, 'missing');
      await resetMemberPassword(exchange, parsePart(memberPasswordResetSchema, { token, password }));
      const links = [{ href: logInPath, label: accountLinks.logIn }];
      const paragraphs = organisation.password.changedText;
      const message = { title: accountLinks.changedTitle, paragraphs, links };
      return showBarePage(exchange, { ...messageParts(message), path: ofNew.path });
    },
  }),
];

function forgottenForm({ req }: Pick<Exchange, 'req'>): FormPage {
  const { accountLinks, organisation } = contextOf(req).texts;
  const { password: t, logIn } = organisation;
  return {
    title: accountLinks.forgottenTitle,
    intro: t.forgottenIntro,
    action: ofForgotten.path,
    fields: [
      textField({
        name: 'email',
        label: logIn.email,
        type: 'email',
        inputmode: 'email',
        autocomplete: 'username',
        maxlength: 320,
      }),
    ],
    button: accountLinks.forgottenButton,
    back: { href: logInPath, label: accountLinks.back },
  };
}

function newForm({ req }: Pick<Exchange, 'req'>): FormPage {
  const context = contextOf(req);
  const { accountLinks: t } = context.texts;
  return {
    title: t.newTitle,
    action: ofNew.path,
    fields: [
      tokenField(context),
      passwordField({ name: 'password', label: t.newLabel, autocomplete: 'new-password' }),
    ],
    above: passwordRulesHtml(context, '', { nir: '', name: '', email: '' }, { ofMember: true }),
    button: t.newButton,
  };
}
