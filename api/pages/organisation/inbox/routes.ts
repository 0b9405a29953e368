import { z } from 'zod';
import { mayDo } from '../../../../domain/organisation/permissions.ts';
import { dossiersOfOrganisation } from '../../../dossiers/list.ts';
import { countsByState } from '../../../dossiers/organisation-counts.ts';
import { pageQuery } from '../../../http/cursor.ts';
import { route } from '../../../http/route.ts';
import { stateSchema } from '../../../schemas/parts.ts';
import { contextOf } from '../../context.ts';
import { template } from '../../engine.ts';
import { formFields } from '../../frame/form-fields.ts';
import { aPage } from '../../page-route.ts';
import { showMemberPage } from '../frame/space.ts';
import { dossiersCsv } from './csv.ts';
import { inboxView, type InboxView } from './view.ts';

const inboxPage = template<InboxView>('organisation/inbox/inbox');
const aView = { ...aPage, method: 'get', access: 'member', permission: 'read_dossiers' } as const;

/** The dossiers sent to an organisation: to read, and as a file. */
export const inboxRoutes = [
  route({
    ...aView,
    path: '/organisme',
    summary: 'Dossiers received, nearest deadline first',
    query: z.object({ etat: stateSchema.optional(), ...pageQuery }),
    handle: async (exchange) => {
      const { em, caller, query, req, services } = exchange;
      const { etat: state, page, limit } = query;
      const now = services.clock.now();
      const [found, counts] = await Promise.all([
        dossiersOfOrganisation(em, { caller, state, page, limit, now }),
        countsByState(em, caller.id),
      ]);
      const context = contextOf(req);
      const view = inboxView(context, {
        ...found,
        counts,
        state,
        isFirstPage: page === undefined,
        mayReply: mayDo(caller.by, 'reply_to_dossiers') === 'allowed',
        now,
        formFields: formFields(req),
      });
      const title = context.texts.organisation.inbox.title;
      return await showMemberPage(exchange, { title, main: inboxPage(view), section: 'dossiers' });
    },
  }),
  route({
    ...aView,
    path: '/organisme/dossiers.csv',
    summary: 'The same as a CSV file',
    query: z.object({ etat: stateSchema.optional() }),
    handle: async ({ em, caller, query, req, services }) => {
      const request = { caller, state: query.etat, now: services.clock.now() };
      const body = await dossiersCsv(em, contextOf(req), request);
      return {
        status: 200,
        download: { type: 'text/csv; charset=utf-8', name: 'dossiers.csv', body: Buffer.from(body) },
      };
    },
  }),
];
