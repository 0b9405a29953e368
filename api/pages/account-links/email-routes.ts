import { confirmEmail } from '../../account/email.ts';
import { type Exchange, route } from '../../http/route.ts';
import { invalidPart } from '../../problems/problem.ts';
import { type FormPage, showForm } from '../account-form/form.ts';
import { showMessage } from '../account-form/message.ts';
import { contextOf } from '../context.ts';
import { aPage } from '../page-route.ts';
import { tokenField, tokenIn } from './token-field.ts';

const ofEmail = { ...aPage, path: '/compte/email', access: 'visitor' } as const;

/** Confirming another email by its link. */
export const emailLinkRoutes = [
  route({
    ...ofEmail,
    method: 'get',
    summary: 'Confirm another email by a link',
    handle: (exchange) => showForm(exchange, emailForm(exchange)),
  }),
  route({
    ...ofEmail,
    method: 'post',
    form: true,
    about: { link_invalid: 'token' },
    summary: 'Take the new email',
    handle: async (exchange) => {
      const { accountLinks: t } = contextOf(exchange.req).texts;
      const token = tokenIn(exchange.body.get('token'));
      if (token === '') throw invalidPart('token', t.missing, 'missing');
      await confirmEmail(exchange, { token });
      const links = [{ href: '/dossiers', label: t.goOn }];
      const message = { title: t.emailTitle, paragraphs: t.emailText, links };
      return await showMessage(exchange, message, { path: ofEmail.path });
    },
  }),
];

function emailForm({ req }: Exchange): FormPage {
  const context = contextOf(req);
  const { accountLinks: t } = context.texts;
  return {
    title: t.confirmTitle,
    action: ofEmail.path,
    fields: [tokenField(context)],
    button: t.confirmButton,
  };
}
