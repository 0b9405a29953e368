import type { SessionData } from 'express-session';
import {
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import type { FranceConnectProvider } from './provider.ts';
import { attemptLifeMs, type LoginAttempt } from './session-data.ts';

/** The pivot identity, and the address that a new account may not use (domain.md, Creating an account, 3). */
const scope = 'openid given_name family_name birthdate gender birthplace birthcountry email';
/** Windows in which a login may be under way at once. */
const mostAttempts = 5;

/** Begins a login: notes in the session what its end will be held against, and gives the provider's address to go to. */
export async function beginLogin(
  provider: FranceConnectProvider,
  session: Partial<SessionData>,
  { returnTo, now }: { returnTo: string; now: number },
): Promise<URL> {
  const configuration = await provider.configuration();
  const { callbackUrl, acr } = provider.settings;
  const [state, nonce, codeVerifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
  const parameters = {
    redirect_uri: callbackUrl,
    scope,
    state,
    nonce,
    acr_values: acr,
    // Rights worth money: whoever sits at a browser that somebody left must identify anew.
    prompt: 'login',
    code_challenge: await calculatePKCECodeChallenge(codeVerifier),
    code_challenge_method: 'S256',
  };
  const attempts = withNewest(session.franceConnect?.attempts, state, {
    nonce,
    codeVerifier,
    returnTo,
    at: now,
  });
  session.franceConnect = { ...session.franceConnect, attempts };
  return buildAuthorizationUrl(configuration, parameters);
}

/** Takes an attempt out of the session: it serves once. Null when this session began none of that state, or too long ago. */
export function takeAttempt(session: Partial<SessionData>, state: string, now: number): LoginAttempt | null {
  const { [state]: found, ...others } = session.franceConnect?.attempts ?? {};
  if (found === undefined) return null;
  session.franceConnect = { ...session.franceConnect, attempts: others };
  return now - found.at <= attemptLifeMs ? found : null;
}

function withNewest(
  before: Record<string, LoginAttempt> = {},
  state: string,
  attempt: LoginAttempt,
): Record<string, LoginAttempt> {
  const alive = Object.entries(before).filter(([, { at }]) => attempt.at - at <= attemptLifeMs);
  return Object.fromEntries([...alive.slice(1 - mostAttempts), [state, attempt]]);
}
