import type { Request } from 'express';
import { buildEndSessionUrl, randomState } from 'openid-client';
import { ended, renewed } from '../security/session-life.ts';
import type { FranceConnectProvider } from './provider.ts';

/** Where a browser goes after a logout here, to be logged out at the provider too. */
export const providerLogoutPath = '/auth/franceconnect/logout';

const logoutLifeMs = 5 * 60_000;

/**
 * Ends the session here. After a login by FranceConnect+, a new session without any right keeps the token that the provider's
 * logout needs.
 * @returns whether the browser should go on to {@link providerLogoutPath}
 */
export async function endSession(req: Request, now: number): Promise<boolean> {
  const idToken = req.session.franceConnect?.idToken;
  if (idToken === undefined) {
    await ended(req.session);
    return false;
  }
  await renewed(req.session);
  req.session.franceConnect = { logout: { idToken, at: now } };
  return true;
}

/** The provider's address for a logout that was begun here, once; null when there is none to follow. */
export async function providerLogoutUrl(
  provider: FranceConnectProvider,
  req: Request,
  now: number,
): Promise<URL | null> {
  const { logout, ...others } = req.session.franceConnect ?? {};
  if (logout === undefined || logout.state !== undefined || now - logout.at > logoutLifeMs) return null;
  const configuration = await provider.configuration();
  const state = randomState();
  req.session.franceConnect = { ...others, logout: { ...logout, state } };
  return buildEndSessionUrl(configuration, {
    id_token_hint: logout.idToken,
    post_logout_redirect_uri: provider.settings.loggedOutUrl,
    state,
  });
}

/** Ends what the logout left, when the provider sends back the state of it. */
export async function afterProviderLogout(req: Request, state: string | undefined): Promise<void> {
  const expected = req.session.franceConnect?.logout?.state;
  if (expected !== undefined && expected === state) await ended(req.session);
}
