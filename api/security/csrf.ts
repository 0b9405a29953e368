import { csrfSync } from 'csrf-sync';
import type { Request, RequestHandler } from 'express';
import { Problem } from '../problems/problem.ts';

/** The name of the hidden field of a form that holds the token. */
export const csrfField = 'jeton';

const { generateToken, isRequestValid } = csrfSync({
  getTokenFromRequest: (req) => req.get('X-CSRF-Token') ?? formToken(req.body),
});

function formToken(body: unknown): string | undefined {
  return body instanceof URLSearchParams ? (body.get(csrfField) ?? undefined) : undefined;
}

/** Refuses a write whose token is not the session's. */
export const csrfCheck: RequestHandler = (req, _res, next) => {
  if (!isRequestValid(req)) throw new Problem('csrf_token_invalid');
  next();
};

/** The token of a session, made when it has none. */
export function csrfTokenOf(req: Request): string {
  return generateToken(req);
}

/**
 * Refuses a write that a browser sends from another site, login included: by `Sec-Fetch-Site`, by `Origin` in a browser
 * without it. Programs that send neither pass; they have no cookie to abuse.
 */
export function crossSiteCheck(publicUrl: string): RequestHandler {
  const own = new URL(publicUrl).origin;
  return (req, _res, next) => {
    const site = req.get('Sec-Fetch-Site');
    const origin = req.get('Origin');
    const isOwn =
      site === undefined ? origin === undefined || origin === own : site === 'same-origin' || site === 'none';
    if (!isOwn) throw new Problem('cross_site_request');
    next();
  };
}
