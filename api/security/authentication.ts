import type { RequestHandler, Response } from 'express';
import type { Access, Route } from '../http/route.ts';
import type { Caller } from '../http/caller.ts';
import { Problem } from '../problems/problem.ts';
import type { Services } from '../services.ts';
import { bearerKey } from './api-keys.ts';
import { crossSiteCheck, csrfCheck } from './csrf.ts';
import { traineeOf } from './session-life.ts';
import { sessionMiddleware } from './sessions.ts';

/** For each kind of access, the steps that a request passes before its body is read. */
export function authentication(
  services: Services,
): Record<Access, (route: Pick<Route, 'method' | 'form'>) => RequestHandler[]> {
  const session = sessionMiddleware(services);
  const sameSite = crossSiteCheck(services.config.PUBLIC_URL);
  const trainee = traineeSession(services);
  const organisation = organisationKey(services);
  const writes = ({ method }: Pick<Route, 'method'>) => method !== 'get';
  return {
    anyone: () => [],
    visitor: (route) => [...(writes(route) ? [sameSite] : []), session],
    trainee: (route) => [
      session,
      trainee,
      ...(writes(route) ? [sameSite] : []),
      ...(writes(route) && route.form === undefined ? [csrfCheck] : []),
    ],
    organisation: () => [organisation],
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

function organisationKey(services: Services): RequestHandler {
  return async (req, res, next) => {
    const key = bearerKey(req.get('Authorization'));
    const id = key === null ? null : await services.apiKeys.organisationOf(services.db, key);
    if (id === null) {
      throw new Problem('invalid_api_key', { headers: { 'WWW-Authenticate': 'Bearer realm="api"' } });
    }
    res.locals.caller = { role: 'organisation', id } satisfies Caller;
    next();
  };
}
