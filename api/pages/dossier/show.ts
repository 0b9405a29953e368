import { unreadBy } from '../../../db/conversation/read-messages.ts';
import { queries } from '../../../db/database.ts';
import type { DossierNumber } from '../../../domain/dossier/number.ts';
import { trainingWithSessions } from '../../catalogue/training.ts';
import { listDocuments } from '../../documents/documents.ts';
import { sourceOf } from '../../dossiers/read.ts';
import { timelineOf } from '../../dossiers/timeline.ts';
import type { ViewSource } from '../../dossiers/view.ts';
import type { TraineeCaller } from '../../http/caller.ts';
import type { Reply } from '../../http/reply.ts';
import type { Exchange } from '../../http/route.ts';
import { Problem } from '../../problems/problem.ts';
import { contextOf } from '../context.ts';
import { template } from '../engine.ts';
import { formFields } from '../frame/form-fields.ts';
import { showPage, viewerOf } from '../frame/frame.ts';
import type { ToldProblem } from '../problems/problem-text.ts';
import { proofsHtml } from '../proofs/view.ts';
import type { Consent, TypedContest } from './actions-view.ts';
import type { PaymentReturn } from './payment-view.ts';
import { dossierPageView, type DossierPageView } from './view.ts';

const mostEvents = 100;
const dossierPage = template<DossierPageView>('dossier/dossier');

/** Why the action that was just tried was not done. */
export interface RefusedAction extends ToldProblem {
  status: number;
  /** Which boxes of a validation were ticked, when some were not. */
  consent?: Consent;
  /** What was typed of a contest that was not taken. */
  contest?: TypedContest;
}

/** Shows a dossier; after a refusal, with the reason above it and the status that the API gives. */
export async function showDossier(
  exchange: Exchange<TraineeCaller>,
  number: DossierNumber,
  refused: RefusedAction | null = null,
  returned: PaymentReturn | null = null,
): Promise<Reply> {
  const { em, req, services } = exchange;
  const context = contextOf(req);
  const [source, viewer] = await Promise.all([sourceOf(exchange, number), viewerOf(services, em, req)]);
  // After the state that it leads to: a page never shows a state whose line is missing.
  const [events, sessions, proofs, unread] = await Promise.all([
    timelineOf(em, number, { limit: mostEvents }),
    offeredSessions(exchange, source),
    proofsOf(exchange, source),
    unreadMessages(exchange, source),
  ]);
  const fields = formFields(req);
  const view = dossierPageView(context, {
    source,
    events: events.items,
    sessions,
    proofs: proofsHtml(context, { number, proofs, formFields: fields }),
    unread,
    formFields: fields,
    refused,
    returned,
  });
  const parts = {
    title: `${view.label} – ${view.title}`,
    main: dossierPage(view),
    section: 'dossiers' as const,
    path: `/dossiers/${number}`,
    status: refused?.status ?? 200,
    live: {
      stream: `/api/dossiers/${number}/stream`,
      version: source.reading.dossier.version,
    },
  };
  return await showPage(exchange, parts, viewer);
}

/** The sessions that a draft may choose; none once it was sent, or when the training has left the catalogue. */
async function offeredSessions({ em }: Exchange, { reading: { dossier } }: ViewSource) {
  if (dossier.state !== 'draft') return [];
  try {
    return (await trainingWithSessions(em, dossier.training.id)).sessions;
  } catch (error) {
    if (error instanceof Problem && error.code === 'training_not_found') return [];
    throw error;
  }
}

/** The proofs of a dossier; none is taken before something is at stake. */
async function proofsOf(exchange: Exchange<TraineeCaller>, { reading: { dossier } }: ViewSource) {
  return dossier.validatedAt === null ? [] : (await listDocuments(exchange, dossier.number)).items;
}

/** How many of the organisation's messages wait to be read; null before anybody can write. */
async function unreadMessages(
  { em, caller }: Exchange<TraineeCaller>,
  { reading: { dossier } }: ViewSource,
): Promise<number | null> {
  return dossier.state === 'draft' ? null : await unreadBy(queries(em), dossier.number, caller.role);
}
