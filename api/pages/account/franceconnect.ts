import { linkedSince } from '../../../db/people/identity-links.ts';
import { instant } from '../../../domain/calendar/paris-time.ts';
import { unlink } from '../../franceconnect/unlink.ts';
import type { Reply } from '../../http/reply.ts';
import { route } from '../../http/route.ts';
import { showForm } from '../account-form/form.ts';
import { showMessage } from '../account-form/message.ts';
import { contextOf } from '../context.ts';
import { aPage } from '../page-route.ts';
import { presentPassword } from './credentials.ts';
import { type AccountForm, accountPath, doneAt, type OwnExchange, postRoute } from './form-routes.ts';

const path = `${accountPath}/franceconnect`;

const unlinking: AccountForm = {
  path: `${path}/suppression`,
  summary: 'The link with FranceConnect+ ended',
  about: { password_wrong: 'password' },
  act: async (exchange, form) => {
    await unlink(exchange, form.get('password') ?? '');
    return doneAt(exchange, accountPath, 'franceconnect_unlinked');
  },
};

/** The link of an account with FranceConnect+. */
export const franceConnectLinkRoutes = [
  route({
    ...aPage,
    method: 'get',
    path,
    access: 'trainee',
    summary: 'Whether FranceConnect+ opens my account',
    handle: async (exchange) => {
      const since = await linkedSince(exchange.em, exchange.caller.id);
      return since === null
        ? await showWayToLink(exchange)
        : await showForm(exchange, unlinkForm(exchange, since));
    },
  }),
  postRoute(unlinking),
];

/** Linking begins at FranceConnect+, and asks for number and password when it comes back. */
async function showWayToLink(exchange: OwnExchange): Promise<Reply> {
  const { account } = contextOf(exchange.req).texts;
  const { franceConnect: t } = account;
  const back = { href: accountPath, label: account.back };
  const begin = { href: `/auth/franceconnect?return=${encodeURIComponent(path)}`, label: t.begin };
  const isOffered = exchange.services.franceConnect !== null;
  return await showMessage(exchange, {
    title: t.heading,
    paragraphs: [isOffered ? t.notLinkedText : t.unavailable],
    links: isOffered ? [begin] : [back],
  });
}

function unlinkForm({ req }: OwnExchange, since: string) {
  const context = contextOf(req);
  const { account } = context.texts;
  const { franceConnect: t } = account;
  const linked = t.linkedText(context.dates.dateTime(instant(Date.parse(since))));
  return {
    title: t.heading,
    intro: [linked, t.unlinkText],
    action: path,
    sendTo: `${path}/suppression`,
    back: { href: accountPath, label: account.back },
    fields: [presentPassword(context)],
    button: t.unlink,
    look: 'danger',
  } as const;
}
