import { instant } from '../../../../domain/calendar/paris-time.ts';
import { optionalKinds } from '../../../../domain/notices/preferences.ts';
import { mayDo } from '../../../../domain/organisation/permissions.ts';
import { closeFeed, newFeedAddress, readFeed } from '../../../calendar/feed.ts';
import type { MemberCaller } from '../../../http/caller.ts';
import { type Reply, seeOther } from '../../../http/reply.ts';
import { type Exchange, type Form, route } from '../../../http/route.ts';
import { amendPreferences, readPreferences } from '../../../preferences/preferences.ts';
import { parsePart } from '../../../problems/invalid.ts';
import { organisationPreferenceChange } from '../../../schemas/preferences.ts';
import { contextOf } from '../../context.ts';
import { template } from '../../engine.ts';
import { leaveNotice } from '../../frame/notice.ts';
import { aPage } from '../../page-route.ts';
import { formsHtml } from '../form/member-form.ts';
import { showMemberPage } from '../frame/space.ts';
import { showOnce } from '../shown-once.ts';
import { preferenceForms, preferencesPath, type PreferencesView, preferencesView } from './view.ts';

const preferencesPage = template<PreferencesView>('organisation/preferences/preferences');
const managing = {
  ...aPage,
  method: 'post',
  access: 'member',
  permission: 'manage_preferences',
  form: true,
} as const;

/** What an organisation chooses about mails, and the address of its calendar. */
export const preferencePageRoutes = [
  route({
    ...aPage,
    method: 'get',
    path: preferencesPath,
    access: 'member',
    permission: 'read_preferences',
    summary: 'Mails and calendar of the organisation',
    handle: async (exchange) => await showPreferences(exchange),
  }),
  route({
    ...managing,
    path: preferencesPath,
    summary: 'Choose optional mails, the digest and the language',
    handle: async (exchange) => {
      const wish = parsePart(organisationPreferenceChange, wishIn(exchange.body));
      await amendPreferences(exchange, wish);
      leaveNotice(exchange.req.session, 'preferences_changed');
      return seeOther(preferencesPath);
    },
  }),
  route({
    ...managing,
    path: `${preferencesPath}/agenda`,
    summary: 'Give the calendar an address, shown this once',
    handle: async (exchange) => {
      const { preferences: t } = contextOf(exchange.req).texts.organisation;
      return await showOnce(exchange, {
        title: t.feedTitle,
        text: t.feedMade,
        secrets: [{ id: 'adresse', name: t.feedAddress, value: await newFeedAddress(exchange) }],
        next: { href: preferencesPath, label: t.back },
        section: 'preferences',
        path: preferencesPath,
      });
    },
  }),
  route({
    ...managing,
    path: `${preferencesPath}/agenda/revocation`,
    summary: 'Revoke the address of the calendar',
    handle: async (exchange) => {
      await closeFeed(exchange);
      leaveNotice(exchange.req.session, 'feed_closed');
      return seeOther(preferencesPath);
    },
  }),
];

/** A box that is not ticked is not sent: every optional mail is named, wanted or not. */
function wishIn(form: Form): Record<string, unknown> {
  const ticked = form.getAll('optional');
  const optional = optionalKinds.organisation.map((kind) => [kind, ticked.includes(kind)]);
  return {
    language: form.get('language') ?? '',
    digest: form.get('digest') ?? '',
    optional: Object.fromEntries(optional) as Record<string, boolean>,
  };
}

async function showPreferences(exchange: Exchange<MemberCaller>): Promise<Reply> {
  const context = contextOf(exchange.req);
  const { preferences: t } = context.texts.organisation;
  const chosen = await readPreferences(exchange);
  const { createdAt } = await readFeed(exchange);
  const view = preferencesView(context, {
    chosen,
    feedSince: createdAt === null ? null : instant(createdAt),
    mayManage: mayDo(exchange.caller.by, 'manage_preferences') === 'allowed',
    forms: formsHtml(exchange, preferenceForms(t, chosen)),
  });
  return await showMemberPage(exchange, {
    title: t.title,
    main: preferencesPage(view),
    section: 'preferences',
    path: preferencesPath,
  });
}
