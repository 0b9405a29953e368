import { unreadBy } from '../../../db/conversation/read-messages.ts';
import { queries } from '../../../db/database.ts';
import type { DossierNumber } from '../../../domain/dossier/number.ts';
import { bookableNow } from '../../catalogue/bookable.ts';
import { trainingWithSessions } from '../../catalogue/training.ts';
import { listDocuments } from '../../documents/documents.ts';
import { sourceOf } from '../../dossiers/read.ts';
import { timelineOf } from '../../dossiers/timeline.ts';
import type { ViewSource } from '../../dossiers/view.ts';
import type { TraineeCaller } from '../../http/caller.ts';
import type { Reply } from '../../http/reply.ts';
import type { Exchange } from '../../http/route.ts';
import { keptFormFor } from '../../kept-forms/kept-form.ts';
import { Problem } from '../../problems/problem.ts';
import { formHtml } from '../account-form/form.ts';
import { shownAgain, type ShownAgain } from '../account-form/shown-again.ts';
import { contextOf } from '../context.ts';
import { template } from '../engine.ts';
import { formFields } from '../frame/form-fields.ts';
import { showPage, viewerOf } from '../frame/frame.ts';
import { proofsHtml } from '../proofs/view.ts';
import type { PaymentReturn } from './payment-view.ts';
import { dossierPageView, type DossierPageView } from './view.ts';

const mostEvents = 100;
const dossierPage = template<DossierPageView>('dossier/dossier');

/** Shows a dossier. */
export async function showDossier(
  exchange: Exchange<TraineeCaller>,
  number: DossierNumber,
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
    formOf: (form) => ({
      html: formHtml(exchange, form),
      isOpen: keptFormFor(req, form.sendTo ?? form.action) !== null,
    }),
    again: validationAgain(exchange, number),
    returned,
  });
  const parts = {
    title: `${view.label} – ${view.title}`,
    main: dossierPage(view),
    section: 'dossiers' as const,
    path: `/dossiers/${number}`,
    live: {
      stream: `/api/dossiers/${number}/stream`,
      version: source.reading.dossier.version,
    },
  };
  return await showPage(exchange, parts, viewer);
}

/** The sessions that a draft may choose; none once it was sent, or when the training has left the catalogue. */
async function offeredSessions({ em, services }: Exchange, { reading: { dossier } }: ViewSource) {
  if (dossier.state !== 'draft') return [];
  try {
    return (await trainingWithSessions(em, dossier.training.id, bookableNow(services))).sessions;
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

/** The boxes of a validation that was not taken, as they were ticked. */
function validationAgain({ req }: Exchange, number: DossierNumber): ShownAgain | null {
  const { validate: t } = contextOf(req).texts.dossier;
  return shownAgain(req, { action: `/dossiers/${number}/validation` }, [
    { name: 'accord', label: t.heading },
    { name: 'hausse', label: t.heading },
    { name: 'conditions', label: t.heading },
  ]);
}
