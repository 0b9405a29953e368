import { z } from 'zod';
import { mayDo } from '../../../../domain/organisation/permissions.ts';
import { ownTrainingTitles } from '../../../catalogue/own-trainings.ts';
import { dossiersOfOrganisation } from '../../../dossiers/organisation-list.ts';
import { countsByState } from '../../../dossiers/organisation-counts.ts';
import type { MemberCaller } from '../../../http/caller.ts';
import { pageQuery } from '../../../http/cursor.ts';
import { type Exchange, route } from '../../../http/route.ts';
import { sessionOf } from '../../../organisation/sessions.ts';
import { contextOf } from '../../context.ts';
import { template } from '../../engine.ts';
import { formFields } from '../../frame/form-fields.ts';
import { aPage } from '../../page-route.ts';
import { showMemberPage } from '../frame/space.ts';
import { dossiersCsv } from './csv.ts';
import { readSearch, searchQuery } from './search.ts';
import { inboxView, type InboxView } from './view.ts';

const inboxPage = template<InboxView>('organisation/inbox/inbox');
const aView = { ...aPage, method: 'get', access: 'member', permission: 'read_dossiers' } as const;

/** The dossiers sent to an organisation: to read, and as a file. */
export const inboxRoutes = [
  route({
    ...aView,
    path: '/organisme',
    summary: 'Dossiers received, nearest deadline first',
    query: z.object({ ...searchQuery, ...pageQuery }),
    handle: async (exchange) => {
      const { em, caller, query, req, services } = exchange;
      const { page, limit, ...typed } = query;
      const now = services.clock.now();
      const search = readSearch(typed);
      const [found, counts, session] = await Promise.all([
        search === null
          ? { items: [], nextPage: null }
          : dossiersOfOrganisation(em, { caller, ...search, page, limit, now }),
        countsByState(em, caller.id),
        search?.sessionId === undefined ? null : sessionIn(exchange, search.sessionId),
      ]);
      const context = contextOf(req);
      const view = inboxView(context, {
        ...{ ...found, counts, typed, session },
        isInvalid: search === null,
        isFirstPage: page === undefined,
        mayReply: mayDo(caller.by, 'reply_to_dossiers') === 'allowed',
        now,
        formFields: formFields(req),
      });
      const title = context.texts.organisation.inbox.title;
      const status = search === null ? 422 : 200;
      return await showMemberPage(exchange, { title, main: inboxPage(view), section: 'dossiers', status });
    },
  }),
  route({
    ...aView,
    path: '/organisme/dossiers.csv',
    summary: 'The same as a CSV file',
    query: z.object(searchQuery),
    handle: async ({ em, caller, query, req, services }) => {
      const request = { caller, ...(readSearch(query) ?? {}), now: services.clock.now() };
      const body = await dossiersCsv(em, contextOf(req), request);
      return {
        status: 200,
        download: { type: 'text/csv; charset=utf-8', name: 'dossiers.csv', body: Buffer.from(body) },
      };
    },
  }),
];

/** The session that the list keeps to, with its training's title. Throws `session_not_found`. */
async function sessionIn({ em, caller }: Pick<Exchange<MemberCaller>, 'em' | 'caller'>, id: string) {
  const session = await sessionOf(em, caller.id, id);
  const titles = await ownTrainingTitles(em, caller.id, [session.trainingId]);
  return { ...session, title: titles.get(session.trainingId) ?? '–' };
}
