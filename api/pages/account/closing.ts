import { eraseAccount } from '../../account/erasure.ts';
import { reopenAccount } from '../../account/reopen.ts';
import { seeOther } from '../../http/reply.ts';
import { type Exchange, type Form, route } from '../../http/route.ts';
import { invalidPart } from '../../problems/problem.ts';
import { passwordField, textField } from '../account-form/fields.ts';
import { type FormPage, showForm } from '../account-form/form.ts';
import { showMessage } from '../account-form/message.ts';
import { contextOf } from '../context.ts';
import { aPage } from '../page-route.ts';
import { presentPassword } from './credentials.ts';
import { type AccountFormPage, accountPath, formRoutes } from './form-routes.ts';

const path = `${accountPath}/fermeture`;
const closedPath = `${accountPath}/ferme`;
const reopenPath = `${accountPath}/reouverture`;
const longestField = 400;
const longestPassword = 1_024;

const closing: AccountFormPage = {
  path,
  summary: 'Close my account and have my data erased: the consequences first',
  about: { password_wrong: 'password' },
  build: ({ req }) => {
    const context = contextOf(req);
    const { closing: t, data } = context.texts.account;
    return {
      title: t.title,
      intro: t.intro,
      action: path,
      back: { href: `${accountPath}/donnees`, label: data.heading },
      fields: [
        { kind: 'check', name: 'compris', label: t.understood, isChecked: false },
        presentPassword(context),
      ],
      button: t.button,
      look: 'danger',
    };
  },
  act: async (exchange, form) => {
    const { notUnderstood } = contextOf(exchange.req).texts.account.closing;
    if (form.get('compris') !== 'oui') throw invalidPart('compris', notUnderstood, 'told');
    await eraseAccount(exchange, (form.get('password') ?? '').slice(0, longestPassword));
    return seeOther(closedPath);
  },
};

/** Closing one's account, and opening it again. */
export const closingPageRoutes = [
  ...formRoutes(closing),
  route({
    ...aPage,
    method: 'get',
    path: closedPath,
    access: 'visitor',
    summary: 'What becomes of an account that was just closed',
    handle: async (exchange) => {
      const { closing: t } = contextOf(exchange.req).texts.account;
      const links = [{ href: reopenPath, label: t.reopen }];
      return await showMessage(exchange, { title: t.closedTitle, paragraphs: t.closedText, links });
    },
  }),
  route({
    ...aPage,
    method: 'get',
    path: reopenPath,
    access: 'visitor',
    summary: 'Open my closed account again',
    handle: (exchange) => showForm(exchange, reopenForm(exchange)),
  }),
  route({
    ...aPage,
    method: 'post',
    path: reopenPath,
    access: 'visitor',
    form: true,
    about: { second_factor_wrong: 'code' },
    summary: 'Have the erasure called off',
    handle: async (exchange) => {
      const context = contextOf(exchange.req);
      const { closing: t } = context.texts.account;
      const typed = typedIn(exchange.body);
      if (typed.nir === '') throw invalidPart('nir', context.texts.accountLinks.missing, 'missing');
      await reopenAccount(exchange, typed);
      const links = [{ href: '/connexion', label: t.logIn }];
      const message = { title: t.reopenedTitle, paragraphs: t.reopenedText, links };
      return await showMessage(exchange, message, { path: reopenPath });
    },
  }),
];

function typedIn(form: Form) {
  return {
    nir: (form.get('nir') ?? '').slice(0, longestField),
    password: (form.get('password') ?? '').slice(0, longestPassword),
    code: (form.get('code') ?? '').replace(/\s/g, '').slice(0, longestField),
  };
}

function reopenForm({ req }: Exchange): FormPage {
  const { account, forms } = contextOf(req).texts;
  const { closing: t } = account;
  return {
    title: t.reopenTitle,
    intro: [t.reopenIntro],
    action: reopenPath,
    fields: [
      textField({
        name: 'nir',
        label: forms.nirLabel,
        hint: forms.nirHint,
        autocomplete: 'username',
      }),
      passwordField({ name: 'password', label: forms.passwordLabel, autocomplete: 'current-password' }),
      textField({
        name: 'code',
        label: t.codeLabel,
        autocomplete: 'one-time-code',
        maxlength: 40,
        isOptional: true,
      }),
    ],
    button: t.reopen,
  };
}
