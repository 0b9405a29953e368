import { z } from 'zod';
import { bookableNow } from '../../catalogue/bookable.ts';
import { trainingWithSessions } from '../../catalogue/training.ts';
import { openDraft } from '../../dossiers/open.ts';
import { dossiersOfTrainee } from '../../dossiers/list.ts';
import { pageQuery } from '../../http/cursor.ts';
import { type Reply, seeOther } from '../../http/reply.ts';
import { route } from '../../http/route.ts';
import { parsePart } from '../../problems/invalid.ts';
import { newDraftSchema } from '../../schemas/messages.ts';
import { stateSchema } from '../../schemas/parts.ts';
import { type FormPage, showForm } from '../account-form/form.ts';
import { contextOf, type PageContext } from '../context.ts';
import { template } from '../engine.ts';
import { showPage, viewerOf } from '../frame/frame.ts';
import { leaveNotice } from '../frame/notice.ts';
import { aPage } from '../page-route.ts';
import type { CatalogueTraining } from '../training/view.ts';
import { listView, type ListView } from './list-view.ts';

const newPath = '/dossiers/nouveau';
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
    method: 'get',
    path: newPath,
    access: 'trainee',
    summary: 'The form that opens a draft, with the session that was chosen before logging in',
    query: z.object({ formation: z.string().default(''), session: z.uuid().optional().catch(undefined) }),
    handle: async (exchange) => {
      const { em, query, req, services } = exchange;
      const id = z.uuid().safeParse(query.formation);
      if (!id.success) return seeOther('/formations');
      const training = await trainingWithSessions(em, id.data, bookableNow(services));
      return await showForm(exchange, newDraftForm(contextOf(req), training, query.session));
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

/** The form that opens a draft for a session: where a visitor comes back to after the login. */
function newDraftForm(
  context: PageContext,
  { id, title, sessions }: CatalogueTraining,
  chosen: string | undefined,
): FormPage {
  const { training: t, dossier } = context.texts;
  const offered = sessions.map((session) => ({
    value: session.id,
    label: [
      context.dates.sessionDates(session.startsOn, session.endsOn),
      session.remote ? t.remote : session.place,
      context.euros(session.priceCents),
    ].join(', '),
  }));
  return {
    title: t.newTitle,
    intro: [title, t.free],
    action: `${newPath}?${new URLSearchParams({ formation: id, session: chosen ?? '' }).toString()}`,
    sendTo: '/dossiers',
    hidden: { formation: id },
    fields: [
      {
        ...{ kind: 'select', name: 'session', label: dossier.draft.sessionLabel, value: chosen ?? '' },
        options: [{ value: '', label: dossier.draft.noSession }, ...offered],
      },
    ],
    button: t.openDossier,
    links: [{ href: `/formations/${id}`, label: t.toTraining }],
  };
}

/** A draft that is only received so far has no page yet: the list will show it. */
function pathOfNew({ status, json }: Reply): string {
  return status === 201 ? `/dossiers/${opened.parse(json).number}` : '/dossiers';
}
