import { z } from 'zod';
import { openDraft } from '../../dossiers/open.ts';
import { dossiersOfTrainee } from '../../dossiers/list.ts';
import { pageQuery } from '../../http/cursor.ts';
import { type Reply, seeOther } from '../../http/reply.ts';
import { route } from '../../http/route.ts';
import { parsePart } from '../../problems/invalid.ts';
import { newDraftSchema } from '../../schemas/messages.ts';
import { stateSchema } from '../../schemas/parts.ts';
import { contextOf } from '../context.ts';
import { template } from '../engine.ts';
import { showPage, viewerOf } from '../frame/frame.ts';
import { leaveNotice } from '../frame/notice.ts';
import { aPage } from '../page-route.ts';
import { listView, type ListView } from './list-view.ts';

const listPage = template<ListView>('dossiers/list');
const opened = z.object({ number: z.string() });

/** A trainee's dossiers: seeing them, and opening a new one. */
export const dossiersPageRoutes = [
  route({
    ...aPage,
    method: 'get',
    path: '/dossiers',
    access: 'trainee',
    summary: 'My dossiers',
    query: z.object({ etat: stateSchema.optional(), ...pageQuery }),
    handle: async (exchange) => {
      const { em, caller, query, req, services } = exchange;
      const { etat: state, page, limit } = query;
      const now = services.clock.now();
      const [found, viewer] = await Promise.all([
        dossiersOfTrainee(em, { caller, state, page, limit, now }),
        viewerOf(services, em, req),
      ]);
      const context = contextOf(req);
      const main = listPage(listView(context, { ...found, state, isFirstPage: page === undefined, now }));
      return await showPage(
        exchange,
        { title: context.texts.dossiers.title, main, section: 'dossiers' },
        viewer,
      );
    },
  }),
  route({
    ...aPage,
    method: 'post',
    path: '/dossiers',
    access: 'trainee',
    form: true,
    summary: 'Open a draft',
    handle: async (exchange) => {
      const { body, req } = exchange;
      const wish = parsePart(newDraftSchema, {
        trainingId: body.get('formation'),
        sessionId: body.get('session') || null,
      });
      const reply = await openDraft(exchange, wish);
      leaveNotice(req.session, reply.status === 202 ? 'received' : 'draft_opened');
      return seeOther(pathOfNew(reply));
    },
  }),
];

/** A draft that is only received so far has no page yet: the list will show it. */
function pathOfNew({ status, json }: Reply): string {
  return status === 201 ? `/dossiers/${opened.parse(json).number}` : '/dossiers';
}
