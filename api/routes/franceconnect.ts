import { beginLogin, takeAttempt } from '../franceconnect/begin.ts';
import { publishedKeys } from '../franceconnect/decryption-keys.ts';
import { finishLogin } from '../franceconnect/finish.ts';
import { afterProviderLogout, providerLogoutPath, providerLogoutUrl } from '../franceconnect/logout.ts';
import type { FranceConnectProvider } from '../franceconnect/provider.ts';
import { redeem } from '../franceconnect/redeem.ts';
import { ok, type Reply } from '../http/reply.ts';
import { route } from '../http/route.ts';
import { safeError } from '../http/safe-error.ts';
import { Problem } from '../problems/problem.ts';
import { beginQuery, callbackQuery } from '../schemas/franceconnect.ts';
import { safeReturnPath } from '../security/return-path.ts';
import { saved } from '../security/session-life.ts';
import type { Services } from '../services.ts';

const tag = 'franceconnect';
const redirect = { status: 303, description: 'To the next page.' } as const;

/** Logging in and out by FranceConnect+: what browsers follow, and the keys that the provider fetches. */
export const franceConnectRoutes = [
  route({
    method: 'get',
    path: '/auth/franceconnect',
    access: 'visitor',
    tag,
    summary: 'Log in by FranceConnect+',
    query: beginQuery,
    successes: [redirect],
    problems: ['franceconnect_not_configured', 'franceconnect_unavailable'],
    handle: async ({ services, query, req }) => {
      const returnTo = safeReturnPath(query.return);
      const now = services.clock.now();
      return seeOther((await beginLogin(configured(services), req.session, { returnTo, now })).href);
    },
  }),
  route({
    method: 'get',
    path: '/auth/franceconnect/callback',
    access: 'visitor',
    tag,
    summary: 'Where FranceConnect+ sends browsers back to',
    query: callbackQuery,
    successes: [redirect],
    problems: [
      'franceconnect_not_configured',
      'franceconnect_unavailable',
      'franceconnect_state_unknown',
      'franceconnect_cancelled',
      'franceconnect_refused',
      'franceconnect_level_too_low',
    ],
    handle: async ({ services, em, query, req }) => {
      const provider = configured(services);
      const { clock } = services;
      const state = query.state ?? '';
      const attempt = takeAttempt(req.session, state, clock.now());
      if (attempt === null) throw new Problem('franceconnect_state_unknown');
      // Before anything is done with it: whatever happens next, it has served.
      await saved(req.session);
      const { search } = new URL(req.originalUrl, services.config.PUBLIC_URL);
      const redeemed = await redeem(provider, search, { attempt, state }).catch((error: unknown) => {
        services.logger.warn({ err: safeError(error) }, 'login by FranceConnect+ failed');
        throw error;
      });
      return seeOther(await finishLogin({ em, req, clock }, redeemed, attempt));
    },
  }),
  route({
    method: 'get',
    path: '/auth/franceconnect/jwks',
    access: 'anyone',
    tag,
    summary: 'The keys by which FranceConnect+ encrypts for this service',
    successes: [{ status: 200, description: 'A JWK set (RFC 7517).' }],
    problems: ['franceconnect_not_configured'],
    handle: ({ services }) => ok(publishedKeys(configured(services).settings.decryptionKeys)),
  }),
  route({
    method: 'get',
    path: providerLogoutPath,
    access: 'visitor',
    tag,
    summary: 'Log out at FranceConnect+ too, after a logout here',
    successes: [redirect],
    problems: ['franceconnect_unavailable'],
    handle: async ({ services, req }) => {
      const { franceConnect, clock } = services;
      const url = franceConnect === null ? null : await providerLogoutUrl(franceConnect, req, clock.now());
      return seeOther(url?.href ?? '/');
    },
  }),
  route({
    method: 'get',
    path: '/auth/franceconnect/logged-out',
    access: 'visitor',
    tag,
    summary: 'Where FranceConnect+ sends browsers back to after a logout',
    query: callbackQuery,
    successes: [redirect],
    handle: async ({ query, req }) => {
      await afterProviderLogout(req, query.state);
      return seeOther('/');
    },
  }),
];

function configured({ franceConnect }: Services): FranceConnectProvider {
  if (franceConnect === null) throw new Problem('franceconnect_not_configured');
  return franceConnect;
}

function seeOther(location: string): Reply {
  return { status: 303, headers: { Location: location, 'Cache-Control': 'no-store' } };
}
