import { createHash, timingSafeEqual } from 'node:crypto';
import { authorizationCodeGrant, fetchUserInfo, type IDToken } from 'openid-client';
import { z } from 'zod';
import { Problem } from '../problems/problem.ts';
import { withoutEncryption } from './decryption-keys.ts';
import type { FranceConnectProvider } from './provider.ts';
import { franceConnectProblem } from './provider-errors.ts';
import type { LoginAttempt, VouchedIdentity } from './session-data.ts';

/** Levels of assurance, the lowest first (eIDAS). */
const levels = ['eidas1', 'eidas2', 'eidas3'];

const claimsSchema = z.object({
  given_name: z.string().min(1).max(500),
  family_name: z.string().min(1).max(500),
  birthdate: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  gender: z.enum(['female', 'male']),
  birthplace: z.string().max(5).default(''),
  birthcountry: z.string().max(5).default(''),
  // No more than a help: an account can be opened without.
  email: z.email().optional().catch(undefined),
});

/** Who has logged in at the provider, and the token by which to log them out there. */
export interface Redeemed {
  identity: VouchedIdentity;
  /** Signed, not encrypted. */
  idToken: string;
}

/**
 * Ends a login: gives the code back for tokens and reads the identity. The library checks state, issuer, signature, audience,
 * times and nonce; level of assurance and `at_hash` are checked here. Throws a `franceconnect_…` problem.
 * @param query what the provider sent the browser back with
 */
export async function redeem(
  provider: FranceConnectProvider,
  query: string,
  { attempt, state }: { attempt: LoginAttempt; state: string },
): Promise<Redeemed> {
  const configuration = await provider.configuration();
  // The address that was registered, whatever the request said of its own: the query alone comes from outside.
  const url = new URL(provider.settings.callbackUrl);
  url.search = query;
  try {
    const tokens = await authorizationCodeGrant(configuration, url, {
      expectedState: state,
      expectedNonce: attempt.nonce,
      pkceCodeVerifier: attempt.codeVerifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined || tokens.id_token === undefined)
      throw new Error('The provider sent no id token.');
    const acr = checkedLevel(claims, provider.settings.acr);
    checkAccessTokenHash(claims, tokens.access_token);
    const userInfo = claimsSchema.parse(await fetchUserInfo(configuration, tokens.access_token, claims.sub));
    const idToken = await withoutEncryption(tokens.id_token, await provider.decryptionKeys());
    return { identity: identityOf(claims.sub, acr, userInfo), idToken };
  } catch (error) {
    throw franceConnectProblem(error);
  }
}

function identityOf(sub: string, acr: string, userInfo: z.output<typeof claimsSchema>): VouchedIdentity {
  return {
    subject: sub,
    givenNames: userInfo.given_name,
    birthName: userInfo.family_name,
    birthdate: userInfo.birthdate,
    gender: userInfo.gender,
    birthplace: userInfo.birthplace,
    birthcountry: userInfo.birthcountry,
    email: userInfo.email ?? null,
    acr,
  };
}

function checkedLevel({ acr }: IDToken, wanted: string): string {
  const isEnough = typeof acr === 'string' && levels.indexOf(acr) >= levels.indexOf(wanted);
  if (!isEnough) throw new Problem('franceconnect_level_too_low');
  return acr;
}

/** OpenID Connect Core 3.1.3.8: the left half of the access token's SHA-256 (ES256). Optional in the code flow. */
function checkAccessTokenHash({ at_hash: told }: IDToken, accessToken: string): void {
  if (told === undefined) return;
  const expected = createHash('sha256').update(accessToken, 'ascii').digest().subarray(0, 16);
  const given = Buffer.from(typeof told === 'string' ? told : '', 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new Error('The access token is not the one that the id token was made with.');
  }
}
