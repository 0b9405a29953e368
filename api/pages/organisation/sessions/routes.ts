import { z } from 'zod';
import type { MemberCaller } from '../../../http/caller.ts';
import { pageQuery } from '../../../http/cursor.ts';
import { type Reply, seeOther } from '../../../http/reply.ts';
import { type Exchange, route } from '../../../http/route.ts';
import { publishSession } from '../../../organisation/publish-session.ts';
import { changeSession, type SessionChanges } from '../../../organisation/sessions.ts';
import { parsePart } from '../../../problems/invalid.ts';
import { Problem } from '../../../problems/problem.ts';
import { newSessionSchema, sessionChangesSchema } from '../../../schemas/catalogue.ts';
import { idParams } from '../../../schemas/parts.ts';
import { lineSchema } from '../../../schemas/text.ts';
import { leaveNotice, type Notice } from '../../frame/notice.ts';
import { aPage } from '../../page-route.ts';
import { sessionsPath, termsFrom, trainingsPath } from './forms.ts';
import { showNewSession, showSession, showSessions, showTrainings } from './show.ts';

const longestSearch = 200;
const reading = { ...aPage, method: 'get', access: 'member', permission: 'read_sessions' } as const;
const publishing = { ...aPage, access: 'member', permission: 'publish_sessions' } as const;
const ofSession = { params: idParams, unknown: 'session_not_found' } as const;
const ofTraining = z.object({ formation: z.uuid().optional() });

/** The catalogue of an organisation, for all of its members: trainings and sessions. */
export const sessionPageRoutes = [
  route({
    ...reading,
    path: trainingsPath,
    summary: 'Our trainings',
    query: z.object({ q: lineSchema(longestSearch).optional(), ...pageQuery }),
    handle: async (exchange) => await showTrainings(exchange, exchange.query),
  }),
  route({
    ...reading,
    path: sessionsPath,
    summary: 'Our sessions, by first day',
    query: z.object({ etat: z.enum(['open', 'closed']).optional(), ...ofTraining.shape, ...pageQuery }),
    handle: async (exchange) => {
      const { etat: status, formation: trainingId, page, limit } = exchange.query;
      return await showSessions(exchange, { status, trainingId, page, limit });
    },
  }),
  route({
    ...publishing,
    method: 'get',
    path: `${sessionsPath}/nouvelle`,
    summary: 'The form of a new session',
    query: ofTraining,
    handle: async (exchange) => {
      const { formation } = exchange.query;
      if (formation === undefined) return seeOther(trainingsPath);
      return await showNewSession(exchange, formation);
    },
  }),
  route({
    ...publishing,
    method: 'post',
    path: sessionsPath,
    form: true,
    about: { session_too_soon: 'startsOn' },
    summary: 'Publish a session',
    handle: async (exchange) => {
      const { body } = exchange;
      const trainingId = z.uuid().safeParse(body.get('trainingId'));
      if (!trainingId.success) throw new Problem('training_not_found');
      const wish = parsePart(newSessionSchema, { trainingId: trainingId.data, ...termsFrom(body) });
      const { id } = await publishSession(exchange, wish);
      return goTo(exchange, id, 'session_published');
    },
  }),
  route({
    ...reading,
    ...ofSession,
    path: `${sessionsPath}/:id`,
    summary: 'One session',
    handle: async (exchange) => await showSession(exchange, exchange.params.id),
  }),
  route({
    ...publishing,
    ...ofSession,
    method: 'post',
    path: `${sessionsPath}/:id`,
    form: true,
    about: { session_too_soon: 'startsOn' },
    summary: 'Change a session',
    handle: async (exchange) => {
      const { id } = exchange.params;
      return await change(exchange, id, termsFrom(exchange.body), 'session_changed');
    },
  }),
  route({
    ...publishing,
    ...ofSession,
    method: 'post',
    path: `${sessionsPath}/:id/ouverture`,
    form: true,
    summary: 'Close a session, or open it again',
    handle: async (exchange) => {
      const { id } = exchange.params;
      const status = exchange.body.get('status') ?? '';
      const notice = status === 'closed' ? 'session_closed' : 'session_reopened';
      return await change(exchange, id, { status }, notice);
    },
  }),
];

async function change(
  exchange: Exchange<MemberCaller>,
  id: string,
  wish: Record<string, unknown>,
  notice: Notice,
): Promise<Reply> {
  // What is absent from the wish is absent here.
  const changes = parsePart(sessionChangesSchema, wish) as SessionChanges;
  await changeSession(exchange, id, changes);
  return goTo(exchange, id, notice);
}

function goTo({ req }: Exchange<MemberCaller>, id: string, notice: Notice): Reply {
  leaveNotice(req.session, notice);
  return seeOther(`${sessionsPath}/${id}`);
}
