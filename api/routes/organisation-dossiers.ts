import { z } from 'zod';
import { parseDossierNumber } from '../../domain/dossier/number.ts';
import { dossiersOfOrganisation } from '../dossiers/organisation-list.ts';
import { stateOf } from '../dossiers/access.ts';
import { organisationTimeline } from '../dossiers/organisation-timeline.ts';
import { proposeDates, withdrawDates } from '../dossiers/dates.ts';
import { readDossier } from '../dossiers/read.ts';
import { replyToMany } from '../dossiers/reply-to-many.ts';
import {
  cancelByOrganisation,
  declareEnd,
  declareEntry,
  replyTo,
} from '../dossiers/organisation-messages.ts';
import { pageQuery } from '../http/cursor.ts';
import { problemDocument } from '../problems/document.ts';
import { ok } from '../http/reply.ts';
import { route } from '../http/route.ts';
import { organisationDossierItemSchema, organisationDossierSchema } from '../schemas/dossier.ts';
import { organisationEventSchema } from '../schemas/timeline.ts';
import {
  dateProposalSchema,
  endSchema,
  entrySchema,
  organisationCancellationSchema,
  replyOutcomesSchema,
  replySchema,
  replyToManySchema,
} from '../schemas/messages.ts';
import { pageSchema, stateSchema } from '../schemas/parts.ts';
import { dayOrInstantSchema } from '../schemas/day-or-instant.ts';
import { textSchema } from '../schemas/text.ts';
import { anyRefusal, ofDossier, organisationSuccesses } from './shared.ts';

const tag = 'organisation';
const access = 'organisation';
const longestSearch = 200;

/** An organisation's dossiers, and what it says to them. */
export const organisationDossierRoutes = [
  route({
    method: 'get',
    path: '/api/organisation/dossiers',
    access,
    permission: 'read_dossiers',
    tag,
    summary: 'Dossiers sent to us, nearest deadline first',
    query: z.object({
      q: textSchema(longestSearch)
        .optional()
        .meta({ description: 'A part of the trainee’s name, or of the number (6 digits or more).' }),
      state: stateSchema.optional(),
      sessionId: z.uuid().optional(),
      sentSince: dayOrInstantSchema.optional(),
      dueBefore: dayOrInstantSchema.optional(),
      unread: z
        .stringbool({ truthy: ['true'], falsy: ['false'] })
        .optional()
        .meta({ description: 'Only those with a message of the trainee that nobody has read.' }),
      ...pageQuery,
    }),
    successes: [
      { status: 200, description: 'A page of dossiers.', schema: pageSchema(organisationDossierItemSchema) },
    ],
    handle: async ({ em, caller, query, services }) =>
      ok(await dossiersOfOrganisation(em, { caller, ...query, now: services.clock.now() })),
  }),
  route({
    ...ofDossier,
    method: 'get',
    path: '/api/organisation/dossiers/:number',
    access,
    permission: 'read_dossiers',
    tag,
    summary: 'One dossier, with how to reach the trainee',
    successes: [{ status: 200, description: 'The dossier.', schema: organisationDossierSchema }],
    handle: async (exchange) => ok(await readDossier(exchange, exchange.params.number)),
  }),
  route({
    ...ofDossier,
    method: 'get',
    path: '/api/organisation/dossiers/:number/events',
    access,
    permission: 'read_dossiers',
    tag,
    summary: 'Timeline since the sending, oldest first, with who of us did what',
    query: z.object(pageQuery),
    successes: [
      { status: 200, description: 'A page of events.', schema: pageSchema(organisationEventSchema) },
    ],
    handle: async ({ em, caller, params, query }) => {
      await stateOf(em, caller, params.number);
      return ok(await organisationTimeline(em, params.number, query));
    },
  }),
  route({
    ...ofDossier,
    method: 'post',
    path: '/api/organisation/dossiers/:number/reply',
    access,
    permission: 'reply_to_dossiers',
    tag,
    summary: 'Reply: acknowledge (prerequisites only), accept, propose changes, refuse',
    body: replySchema,
    successes: organisationSuccesses,
    problems: [
      ...anyRefusal,
      'idempotency_key_reused',
      'acknowledgement_not_expected',
      'empty_proposal',
      'invalid_session_dates',
      'session_begun',
      'price_too_high',
      'price_not_confirmed',
      'price_too_low',
    ],
    handle: async (exchange) => await replyTo(exchange, exchange.params.number, exchange.body),
  }),
  route({
    ...ofDossier,
    method: 'post',
    path: '/api/organisation/dossiers/:number/dates',
    access,
    permission: 'reply_to_dossiers',
    tag,
    summary: 'Propose other dates for an accepted dossier, in place of any proposed before',
    description:
      'The trainee accepts or declines; until then the dates stay. Nothing is cancelled either way.',
    body: dateProposalSchema,
    successes: organisationSuccesses,
    problems: [
      ...anyRefusal,
      'idempotency_key_reused',
      'empty_proposal',
      'invalid_session_dates',
      'session_begun',
    ],
    handle: async (exchange) => await proposeDates(exchange, exchange.params.number, exchange.body),
  }),
  route({
    ...ofDossier,
    method: 'delete',
    path: '/api/organisation/dossiers/:number/dates',
    access,
    permission: 'reply_to_dossiers',
    tag,
    summary: 'Take proposed dates back',
    successes: organisationSuccesses,
    problems: [...anyRefusal, 'idempotency_key_reused', 'no_dates_proposed'],
    handle: async (exchange) => await withdrawDates(exchange, exchange.params.number),
  }),
  route({
    method: 'post',
    path: '/api/organisation/replies',
    access,
    permission: 'reply_to_dossiers',
    tag,
    summary: 'One reply to several dossiers: acknowledge, accept or refuse, each by itself',
    description:
      '`received`: kept, and taken up once a worker answers. `refused`: nothing was changed, `problem` says why.',
    body: replyToManySchema,
    successes: [{ status: 200, description: 'What became of each.', schema: replyOutcomesSchema }],
    problems: ['idempotency_key_reused'],
    handle: async (exchange) => {
      const { numbers, reply } = exchange.body;
      const outcomes = await replyToMany(exchange, numbers.map(parseDossierNumber), reply);
      const items = outcomes.map(({ number, outcome, problem }) => ({
        ...{ number, outcome },
        problem: problem === null ? null : problemDocument(problem, null),
      }));
      return ok({ items });
    },
  }),
  route({
    ...ofDossier,
    method: 'post',
    path: '/api/organisation/dossiers/:number/entry',
    access,
    permission: 'reply_to_dossiers',
    tag,
    summary: 'Declare that the trainee entered the training',
    description: 'On one of the session’s days (Paris), never one to come. It ends the withdrawal period.',
    body: entrySchema,
    successes: organisationSuccesses,
    problems: [...anyRefusal, 'idempotency_key_reused', 'invalid_entry_date'],
    handle: async (exchange) => await declareEntry(exchange, exchange.params.number, exchange.body),
  }),
  route({
    ...ofDossier,
    method: 'post',
    path: '/api/organisation/dossiers/:number/end',
    access,
    permission: 'reply_to_dossiers',
    tag,
    summary: 'Declare the end of the training',
    description:
      'Attendance of 100 % only from the session’s last day on; from the entry on when the trainee left early, with a reason.',
    body: endSchema,
    successes: organisationSuccesses,
    problems: [
      ...anyRefusal,
      'idempotency_key_reused',
      'invalid_end_date',
      'training_not_over',
      'attendance_reason_missing',
      'contest_open',
    ],
    handle: async (exchange) => await declareEnd(exchange, exchange.params.number, exchange.body),
  }),
  route({
    ...ofDossier,
    method: 'post',
    path: '/api/organisation/dossiers/:number/cancellation',
    access,
    permission: 'reply_to_dossiers',
    tag,
    summary: 'Cancel: rights and remainder go back to the trainee in full',
    body: organisationCancellationSchema,
    successes: organisationSuccesses,
    problems: [...anyRefusal, 'idempotency_key_reused'],
    handle: async (exchange) => await cancelByOrganisation(exchange, exchange.params.number, exchange.body),
  }),
];
