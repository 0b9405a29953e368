import { z } from 'zod';
import { bookableNow } from '../catalogue/bookable.ts';
import { trainingsOf } from '../catalogue/own-trainings.ts';
import { pageQuery } from '../http/cursor.ts';
import { created, ok } from '../http/reply.ts';
import { route } from '../http/route.ts';
import { publishSession } from '../organisation/publish-session.ts';
import { sessionView } from '../organisation/session-row.ts';
import { changeSession, type SessionChanges, sessionOf, sessionsOf } from '../organisation/sessions.ts';
import {
  newSessionSchema,
  sessionChangesSchema,
  sessionSchema,
  trainingItemSchema,
} from '../schemas/catalogue.ts';
import { idParams, pageSchema } from '../schemas/parts.ts';
import { lineSchema } from '../schemas/text.ts';

const tag = 'organisation';
const longestSearch = 200;
const access = 'organisation';
const ofSession = { params: idParams, unknown: 'session_not_found' } as const;

/** An organisation's own catalogue: its trainings, which are imported, and the sessions that it publishes. */
export const organisationSessionRoutes = [
  route({
    method: 'get',
    path: '/api/organisation/trainings',
    access,
    permission: 'read_sessions',
    tag,
    summary: 'Our trainings by title, those without sessions too',
    query: z.object({ q: lineSchema(longestSearch).optional(), ...pageQuery }),
    successes: [{ status: 200, description: 'A page of trainings.', schema: pageSchema(trainingItemSchema) }],
    handle: async ({ em, caller, query, services }) =>
      ok(await trainingsOf(em, caller.id, { ...query, bookable: bookableNow(services) })),
  }),
  route({
    method: 'get',
    path: '/api/organisation/sessions',
    access,
    permission: 'read_sessions',
    tag,
    summary: 'Our sessions, by first day',
    query: z.object({
      trainingId: z.uuid().optional(),
      status: z.enum(['open', 'closed']).optional(),
      ...pageQuery,
    }),
    successes: [{ status: 200, description: 'A page of sessions.', schema: pageSchema(sessionSchema) }],
    handle: async ({ em, caller, query }) => {
      const { items, nextPage } = await sessionsOf(em, caller.id, query);
      return ok({ items: items.map(sessionView), nextPage });
    },
  }),
  route({
    method: 'post',
    path: '/api/organisation/sessions',
    access,
    permission: 'publish_sessions',
    tag,
    summary: 'Publish a session of one of our trainings',
    body: newSessionSchema,
    successes: [{ status: 201, description: 'Published.', schema: sessionSchema }],
    problems: ['training_not_found', 'idempotency_key_reused', 'session_too_soon'],
    handle: async (exchange) => {
      const session = await publishSession(exchange, exchange.body);
      return created(`/api/organisation/sessions/${session.id}`, sessionView(session));
    },
  }),
  route({
    ...ofSession,
    method: 'get',
    path: '/api/organisation/sessions/:id',
    access,
    permission: 'read_sessions',
    tag,
    summary: 'One of our sessions',
    successes: [{ status: 200, description: 'The session.', schema: sessionSchema }],
    handle: async ({ em, caller, params }) => ok(sessionView(await sessionOf(em, caller.id, params.id))),
  }),
  route({
    ...ofSession,
    method: 'patch',
    path: '/api/organisation/sessions/:id',
    access,
    permission: 'publish_sessions',
    tag,
    summary: 'Change, close or reopen a session',
    description:
      'Dossiers that were sent keep the session as it was then. An open session cannot be moved to a day on which nobody could request it.',
    problems: ['session_too_soon'],
    body: sessionChangesSchema,
    successes: [{ status: 200, description: 'The session after it.', schema: sessionSchema }],
    handle: async (exchange) => {
      // JSON has no undefined: a field that is absent from the request is absent here.
      const changes = exchange.body as SessionChanges;
      return ok(sessionView(await changeSession(exchange, exchange.params.id, changes)));
    },
  }),
];
