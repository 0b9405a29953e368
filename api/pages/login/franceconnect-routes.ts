import { linkPending } from '../../franceconnect/link.ts';
import { forgetPending, maskedIdentity, pendingIdentity } from '../../franceconnect/pending.ts';
import type { PendingIdentity } from '../../franceconnect/session-data.ts';
import { type Reply, seeOther } from '../../http/reply.ts';
import { type Exchange, route } from '../../http/route.ts';
import { passwordField, textField } from '../account-form/fields.ts';
import { formHtml, type FormPage, showForm } from '../account-form/form.ts';
import { instant } from '../../../domain/calendar/paris-time.ts';
import { contextOf } from '../context.ts';
import { template } from '../engine.ts';
import { aPage } from '../page-route.ts';
import type { Texts } from '../texts/index.ts';

const path = '/connexion/franceconnect';
const longestPassword = 1_024;
const longestField = 400;

const otherWays = template<{ t: Texts['franceConnect']; registrationPath: string; forget: string }>(
  'login/franceconnect-other',
);

/** What next with a FranceConnect+ identity that opens no account yet. */
export const franceConnectPageRoutes = [
  route({
    ...aPage,
    method: 'get',
    path,
    access: 'visitor',
    summary: 'Link the identity that waits to an account, or create one',
    handle: async (exchange) => {
      const pending = pendingOf(exchange);
      return pending === null ? seeOther('/connexion') : await showChoice(exchange, pending);
    },
  }),
  route({
    ...aPage,
    method: 'post',
    path,
    access: 'visitor',
    form: true,
    about: { second_factor_wrong: 'code', invalid_nir: 'nir' },
    summary: 'Link the identity to an account and log in',
    handle: async (exchange) => {
      const { body } = exchange;
      const pending = pendingOf(exchange);
      if (pending === null) return seeOther('/connexion');
      const nir = (body.get('nir') ?? '').slice(0, longestField);
      const password = (body.get('password') ?? '').slice(0, longestPassword);
      const code = (body.get('code') ?? '').replace(/\s/g, '').slice(0, 40);
      await linkPending(exchange, { nir, password, code });
      return seeOther(pending.returnTo);
    },
  }),
  route({
    ...aPage,
    method: 'post',
    path: `${path}/abandon`,
    access: 'visitor',
    form: true,
    summary: 'Forget the identity that waits',
    handle: ({ req }) => {
      forgetPending(req.session);
      return seeOther('/connexion');
    },
  }),
];

function pendingOf({ req, services }: Exchange): PendingIdentity | null {
  return pendingIdentity(req.session, services.clock.now());
}

async function showChoice(exchange: Exchange, pending: PendingIdentity): Promise<Reply> {
  const context = contextOf(exchange.req);
  const { franceConnect: t, forms } = context.texts;
  const { givenNames, birthName, birthYear, expiresAt } = maskedIdentity(pending);
  const forget = {
    title: '',
    action: `${path}/abandon`,
    fields: [],
    button: t.forgetButton,
    look: 'outline',
  } as const;
  const form: FormPage = {
    title: t.nextTitle,
    intro: [
      t.nextIntro(`${givenNames} ${birthName}`, birthYear),
      t.nextUntil(context.dates.dateTime(instant(Date.parse(expiresAt)))),
    ],
    action: path,
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
        label: t.linkCodeLabel,
        hint: t.linkCodeHint,
        autocomplete: 'one-time-code',
        maxlength: 40,
        isOptional: true,
      }),
    ],
    above: linkHeading({ t }),
    button: t.linkButton,
    below: otherWays({
      t,
      registrationPath: `/inscription?retour=${encodeURIComponent(pending.returnTo)}`,
      forget: formHtml(exchange, forget),
    }),
  };
  return await showForm(exchange, form);
}

const linkHeading = template<{ t: Texts['franceConnect'] }>('login/franceconnect-link');
