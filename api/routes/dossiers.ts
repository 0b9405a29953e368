import { z } from 'zod';
import { calendarFile } from '../../domain/dossier/calendar-file.ts';
import { readCancellationCost } from '../dossiers/cancellation-cost.ts';
import { dossierOf } from '../dossiers/access.ts';
import { dossiersOfTrainee } from '../dossiers/list.ts';
import { openDraft } from '../dossiers/open.ts';
import { readDossier } from '../dossiers/read.ts';
import { timelineOf } from '../dossiers/timeline.ts';
import { openStream } from '../live/open-stream.ts';
import { pageQuery } from '../http/cursor.ts';
import { ok } from '../http/reply.ts';
import { route } from '../http/route.ts';
import { cancellationSchema } from '../schemas/cancellation.ts';
import { traineeReasonSchema } from '../schemas/documents.ts';
import { dossierItemSchema, traineeDossierSchema } from '../schemas/dossier.ts';
import { eventSchema } from '../schemas/timeline.ts';
import { newDraftSchema } from '../schemas/messages.ts';
import { pageSchema, stateSchema } from '../schemas/parts.ts';
import { draftSuccesses, ofDossier } from './shared.ts';

const tag = 'dossiers';
const access = 'trainee';

/** A trainee's dossiers: reading them, and opening a new one. */
export const dossierRoutes = [
  route({
    method: 'get',
    path: '/api/dossiers',
    access,
    tag,
    summary: 'My dossiers, newest first',
    query: z.object({ state: stateSchema.optional(), ...pageQuery }),
    successes: [{ status: 200, description: 'A page of dossiers.', schema: pageSchema(dossierItemSchema) }],
    handle: async ({ em, caller, query, services }) =>
      ok(await dossiersOfTrainee(em, { caller, ...query, now: services.clock.now() })),
  }),
  route({
    method: 'post',
    path: '/api/dossiers',
    access,
    tag,
    summary: 'Open a draft',
    body: newDraftSchema,
    successes: draftSuccesses,
    problems: ['training_not_found', 'idempotency_key_reused', 'training_unavailable', 'session_unavailable'],
    handle: async (exchange) => await openDraft(exchange, exchange.body),
  }),
  route({
    ...ofDossier,
    method: 'get',
    path: '/api/dossiers/:number',
    access,
    tag,
    summary: 'One dossier',
    description:
      '`source` is `workflow` when its workflow confirmed it, or it needs none any more; `projection` when no worker answered: ' +
      'what was sent lately may then be missing. `asOf` says for when it holds.',
    successes: [{ status: 200, description: 'The dossier.', schema: traineeDossierSchema }],
    handle: async (exchange) => ok(await readDossier(exchange, exchange.params.number)),
  }),
  route({
    ...ofDossier,
    method: 'get',
    path: '/api/dossiers/:number/cancellation',
    access,
    tag,
    summary: 'What cancelling now would do, why, and until when that holds',
    description:
      'With `reason`, judged with the proofs that the dossier holds for it. Send `amounts` back as `expected` when confirming.',
    query: z.object({ reason: traineeReasonSchema.optional() }),
    successes: [
      { status: 200, description: 'Consequences on rights and remainder.', schema: cancellationSchema },
    ],
    handle: async (exchange) => {
      const { params, query } = exchange;
      return ok(await readCancellationCost(exchange, params.number, query.reason ?? null));
    },
  }),
  route({
    ...ofDossier,
    method: 'get',
    path: '/api/dossiers/:number/events',
    access,
    tag,
    summary: 'Timeline, oldest first',
    query: z.object(pageQuery),
    successes: [{ status: 200, description: 'A page of events.', schema: pageSchema(eventSchema) }],
    handle: async ({ em, caller, params, query }) => {
      await dossierOf(em, caller, params.number);
      return ok(await timelineOf(em, params.number, query));
    },
  }),
  route({
    ...ofDossier,
    method: 'get',
    path: '/api/dossiers/:number/calendar.ics',
    access,
    tag,
    summary: 'Deadline and session as iCalendar',
    successes: [
      { status: 200, description: 'An iCalendar file.', mediaType: 'text/calendar', schema: z.string() },
    ],
    handle: async ({ em, caller, params }) => {
      const { dossier, updatedAt } = await dossierOf(em, caller, params.number);
      return {
        status: 200,
        text: { type: 'text/calendar; charset=utf-8', body: calendarFile(dossier, updatedAt) },
        headers: { 'Content-Disposition': `attachment; filename="dossier-${params.number}.ics"` },
      };
    },
  }),
  route({
    ...ofDossier,
    method: 'get',
    path: '/api/dossiers/:number/stream',
    access,
    tag,
    summary: 'New versions as they come (server-sent events)',
    description:
      'Event `dossier` with `{number, version, state}`, its id being the version: the present one first, unless ' +
      '`Last-Event-ID` names it. Comments keep the connection alive. Read the dossier itself for more.',
    successes: [
      { status: 200, description: 'A stream of events.', mediaType: 'text/event-stream', schema: z.string() },
    ],
    problems: ['too_many_streams'],
    handle: async (exchange) => await openStream(exchange, exchange.params.number),
  }),
];
