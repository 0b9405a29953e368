import type { Request, RequestHandler, Response } from 'express';
import { isHttpSessionOpen } from '../../db/accounts/http-sessions.ts';
import type { Access, Route } from '../http/route.ts';
import type { Caller } from '../http/caller.ts';
import { Problem } from '../problems/problem.ts';
import type { Services } from '../services.ts';
import { crossSiteCheck, csrfCheck } from './csrf.ts';
import { memberBySession, organisationByKey, permissionCheck, unlessByKey } from './organisation-access.ts';
import { opensAccount, renewed, traineeOf } from './session-life.ts';
import { sessionMiddleware } from './sessions.ts';

/** For each kind of access, the steps that a request passes before its body is read. */
export function authentication(services: Services): Record<Access, (route: Route) => RequestHandler[]> {
  const session = sessionMiddleware(services);
  const sameSite = crossSiteCheck(services.config.PUBLIC_URL);
  const trainee = traineeSession(services);
  const byKey = organisationByKey(services);
  const member = memberBySession(services);
  // A form's token is in its body, which is not read yet.
  const ownWrites = ({ method, form }: Route) =>
    method === 'get' ? [] : form === undefined ? [sameSite, csrfCheck] : [sameSite];
  return {
    anyone: () => [],
    visitor: ({ method }) => [...(method === 'get' ? [] : [sameSite]), session],
    trainee: (route) => [session, trainee, ...ownWrites(route)],
    organisation: (route) => [
      byKey,
      ...[session, member, ...ownWrites(route)].map(unlessByKey),
      permissionCheck(route),
    ],
    member: (route) => [
      session,
      member,
      ...ownWrites(route),
      ...(route.permission === undefined ? [] : [permissionCheck(route)]),
    ],
  };
}

/**
 * Looks once more, when a body came after its session was read: it may have taken its time, and the session may have been ended
 * meanwhile. A visitor goes on without one.
 */
export function sessionAfterBody({ db }: Services): RequestHandler {
  return async (req, res, next) => {
    const session = req.session as Request['session'] | undefined;
    const isOver =
      session !== undefined &&
      res.locals.bodyCameFirst !== true &&
      opensAccount(session) &&
      !(await isHttpSessionOpen(db.em.fork(), req.sessionID));
    if (isOver && knownCaller(res) !== null) throw new Problem('authentication_required');
    if (isOver) await renewed(session);
    next();
  };
}

/** Who the steps above found; null where they did not have to look. */
export function knownCaller(res: Response): Caller | null {
  const { caller } = res.locals;
  return (caller as Caller | undefined) ?? null;
}

function traineeSession({ clock }: Services): RequestHandler {
  return (req, res, next) => {
    const id = traineeOf(req.session, clock.now());
    if (id === null) throw new Problem('authentication_required');
    res.locals.caller = { role: 'trainee', id } satisfies Caller;
    next();
  };
}
