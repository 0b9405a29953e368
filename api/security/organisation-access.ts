import type { RequestHandler } from 'express';

import { findOrganisationByKey, sealContext } from '../../db/organisation/api-keys.ts';
import { mayDo } from '../../domain/organisation/permissions.ts';
import type { OrganisationCaller } from '../http/caller.ts';
import type { Route } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';
import type { Services } from '../services.ts';
import { expectDigest } from './content-digest.ts';
import { checkSignature } from './request-signature.ts';
import { memberOf } from './session-member.ts';

const challenge = { headers: { 'WWW-Authenticate': 'Bearer realm="api"' } } as const;

/** Reads the key of an `Authorization: Bearer` header; null when there is none. */
export function bearerKey(header: string | undefined): string | null {
  return /^Bearer +(\S+)$/i.exec(header ?? '')?.[1] ?? null;
}

/** Runs a step for browsers only: software that shows a key needs no session, and has no cookie to abuse. */
export function unlessByKey(step: RequestHandler): RequestHandler {
  return (req, res, next) => (req.get('Authorization') === undefined ? step(req, res, next) : next());
}

/** Finds the organisation of an API key, and checks the request's signature where the key asks for one. */
export function organisationByKey({ db, clock, secrets }: Services): RequestHandler {
  return async (req, res, next) => {
    const header = req.get('Authorization');
    if (header === undefined) {
      next();
      return;
    }
    const em = db.em.fork();
    const key = bearerKey(header);
    const known = key === null ? null : await findOrganisationByKey(em, key);
    if (known === null) throw new Problem('invalid_api_key', challenge);
    const { organisationId, keyId, prefix, signingSecret } = known;
    if (signingSecret !== null) {
      const secret = secrets.open(signingSecret, sealContext(keyId));
      expectDigest(res, await checkSignature(em, req, { id: keyId, prefix, secret }, clock.now()));
    }
    res.locals.caller = {
      role: 'organisation',
      id: organisationId,
      by: { type: 'key', id: keyId },
    } satisfies OrganisationCaller;
    next();
  };
}

/** Finds the member who is logged in. Throws `authentication_required` when nobody is. */
export function memberBySession({ db, clock }: Services): RequestHandler {
  return async (req, res, next) => {
    const member = await memberOf(db.em.fork(), req.session, clock.now());
    if (member === null) throw new Problem('authentication_required', challenge);
    res.locals.caller = member;
    next();
  };
}

/** Refuses what the caller may not do: `not_permitted`, or `second_factor_required`. */
export function permissionCheck({ path, permission }: Pick<Route, 'path' | 'permission'>): RequestHandler {
  if (permission === undefined) throw new Error(`The route ${path} names no permission.`);
  return (_req, res, next) => {
    const verdict = mayDo((res.locals.caller as OrganisationCaller).by, permission);
    if (verdict !== 'allowed') throw new Problem(verdict);
    next();
  };
}
