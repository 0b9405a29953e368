import { askToTakeOver, takeAccountOver } from '../../franceconnect/take-over.ts';
import { pendingIdentity } from '../../franceconnect/pending.ts';
import { seeOther } from '../../http/reply.ts';
import { type Exchange, route } from '../../http/route.ts';
import { invalidPart } from '../../problems/problem.ts';
import { passwordResetSchema } from '../../schemas/account.ts';
import { passwordField, textField } from '../account-form/fields.ts';
import { type FormPage, showForm } from '../account-form/form.ts';
import { showMessage } from '../account-form/message.ts';
import { passwordRulesHtml } from '../account-form/password-rules.ts';
import { tokenField, tokenIn } from '../account-links/token-field.ts';
import { contextOf } from '../context.ts';
import { aPage } from '../page-route.ts';

/** Where whoever is vouched for asks for the account of their number. */
export const takeoverPath = '/connexion/franceconnect/reprise';

const asking = { ...aPage, path: takeoverPath, access: 'visitor' } as const;
const ending = { ...aPage, path: `${takeoverPath}/fin`, access: 'visitor' } as const;
const longest = 400;

/** Taking over the account of one's own number, by the identity that FranceConnect+ has confirmed. */
export const takeoverPageRoutes = [
  route({
    ...asking,
    method: 'get',
    summary: 'Ask for the account of one’s own number',
    handle: (exchange) =>
      isVouched(exchange) ? showForm(exchange, askForm(exchange)) : seeOther('/connexion'),
  }),
  route({
    ...asking,
    method: 'post',
    form: true,
    about: { franceconnect_identity_mismatch: 'nir', invalid_nir: 'nir' },
    summary: 'Have the link sent; the answer is the same for everybody',
    handle: async (exchange) => {
      const { body, req } = exchange;
      if (!isVouched(exchange)) return seeOther('/connexion');
      const { franceConnect: t } = contextOf(req).texts;
      await askToTakeOver(exchange, {
        nir: (body.get('nir') ?? '').slice(0, longest),
        email: (body.get('email') ?? '').slice(0, longest),
      });
      const links = [{ href: '/connexion', label: t.codeBack }];
      const message = { title: t.takeoverSentTitle, paragraphs: t.takeoverSentText, links };
      return await showMessage(exchange, message, { path: asking.path });
    },
  }),
  route({
    ...ending,
    method: 'get',
    summary: 'Choose a password for the account that is taken over',
    handle: (exchange) => showForm(exchange, endForm(exchange)),
  }),
  route({
    ...ending,
    method: 'post',
    form: true,
    about: { link_invalid: 'token' },
    summary: 'Take the account over',
    handle: async (exchange) => {
      const { franceConnect: t, accountLinks } = contextOf(exchange.req).texts;
      const token = tokenIn(exchange.body.get('token'));
      const password = exchange.body.get('password') ?? '';
      const wish = passwordResetSchema.safeParse({ token, password });
      if (!wish.success) {
        throw invalidPart(token === '' ? 'token' : 'password', accountLinks.missing, 'missing');
      }
      await takeAccountOver(exchange, wish.data);
      const links = [{ href: '/connexion', label: accountLinks.logIn }];
      const message = { title: t.takenTitle, paragraphs: t.takenText, links };
      return await showMessage(exchange, message, { path: ending.path });
    },
  }),
];

function isVouched({ req, services }: Exchange): boolean {
  return pendingIdentity(req.session, services.clock.now()) !== null;
}

function askForm({ req }: Exchange): FormPage {
  const { franceConnect: t, forms } = contextOf(req).texts;
  return {
    title: t.takeoverTitle,
    intro: t.takeoverIntro,
    action: takeoverPath,
    back: { href: '/connexion/franceconnect', label: t.takeoverBack },
    fields: [
      textField({ name: 'nir', label: forms.nirLabel, hint: forms.nirHint, autocomplete: 'username' }),
      textField({
        ...{ name: 'email', label: t.takeoverEmail, hint: t.takeoverEmailHint },
        ...{ type: 'email', inputmode: 'email', autocomplete: 'email' },
      }),
    ],
    button: t.takeoverButton,
  };
}

function endForm({ req }: Exchange): FormPage {
  const context = contextOf(req);
  const { franceConnect: t, accountLinks } = context.texts;
  return {
    title: t.takeoverTitle,
    action: ending.path,
    fields: [
      tokenField(context),
      passwordField({ name: 'password', label: accountLinks.newLabel, autocomplete: 'new-password' }),
    ],
    above: passwordRulesHtml(context, '', { nir: '', name: '', email: '' }),
    button: t.takenButton,
  };
}
