import { generateKeyPairSync, randomBytes } from 'node:crypto';
import Provider, { type Configuration, type KoaContextWithOIDC } from 'oidc-provider';
import { findPerson } from './invented-people.ts';
import { memoryAdapter } from './memory-adapter.ts';
import { renderPage } from './render-page.ts';

/** Where the provider and its one client are. */
export interface ProviderSettings {
  /** The provider's own address, `/api/v2` included, as FranceConnect+ has it. */
  readonly issuer: string;
  /** The site that asks who somebody is. */
  readonly siteUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
}

/** The levels of assurance that the page offers; FranceConnect+ itself has no `eidas1`. */
export const levels = ['eidas1', 'eidas2', 'eidas3'] as const;

const scopes = {
  given_name: ['given_name'],
  family_name: ['family_name'],
  birthdate: ['birthdate'],
  gender: ['gender'],
  birthplace: ['birthplace'],
  birthcountry: ['birthcountry'],
  email: ['email'],
};

/**
 * Makes an OpenID provider that behaves as the documentation of FranceConnect+ says: code flow alone, ES256, tokens and
 * identities encrypted for the client (ECDH-ES, A256GCM), a code for 30 seconds, an access token for 60.
 */
export function createProvider(settings: ProviderSettings): Provider {
  const provider = new Provider(settings.issuer, configurationOf(settings));
  addAccessTokenHash(provider);
  return provider;
}

function configurationOf({ siteUrl, clientId, clientSecret }: ProviderSettings): Configuration {
  return {
    adapter: memoryAdapter(),
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [`${siteUrl}/auth/franceconnect/callback`],
        post_logout_redirect_uris: [`${siteUrl}/auth/franceconnect/logged-out`],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_post',
        jwks_uri: `${siteUrl}/auth/franceconnect/jwks`,
        id_token_signed_response_alg: 'ES256',
        id_token_encrypted_response_alg: 'ECDH-ES',
        id_token_encrypted_response_enc: 'A256GCM',
        userinfo_signed_response_alg: 'ES256',
        userinfo_encrypted_response_alg: 'ECDH-ES',
        userinfo_encrypted_response_enc: 'A256GCM',
      },
    ],
    acrValues: [...levels],
    claims: { openid: ['sub'], acr: null, auth_time: null, iss: null, ...scopes },
    scopes: ['openid', ...Object.keys(scopes)],
    // Identities come from the userinfo alone.
    conformIdTokenClaims: true,
    findAccount: (_ctx, subject) => account(subject),
    loadExistingGrant: grantEverything,
    interactions: { url: (_ctx, { uid }) => `/api/v2/interaction/${uid}` },
    pkce: { required: () => true },
    jwks: { keys: [signingKey()] },
    cookies: { keys: [randomBytes(32).toString('hex')] },
    routes: {
      authorization: '/authorize',
      userinfo: '/userinfo',
      end_session: '/session/end',
      jwks: '/jwks',
    },
    ttl: {
      AuthorizationCode: 30,
      AccessToken: 60,
      IdToken: 60,
      Interaction: 600,
      Session: 1800,
      Grant: 1800,
    },
    // The library's own refuses addresses of this machine, where the site is.
    fetch: (input, init) => fetch(input, withoutDispatcher(init)),
    features: {
      devInteractions: { enabled: false },
      encryption: { enabled: true },
      jwtUserinfo: { enabled: true },
      rpInitiatedLogout: { enabled: true, logoutSource: askToLogOut, postLogoutSuccessSource: sayLoggedOut },
    },
    renderError: (ctx, { error, error_description: detail }) => {
      ctx.type = 'html';
      ctx.body = renderPage('failure', { error, detail: detail ?? '' });
    },
  };
}

function account(subject: string) {
  const person = findPerson(subject);
  if (person === undefined) return undefined;
  const { id: _id, note: _note, ...claims } = person;
  return { accountId: subject, claims: () => ({ ...claims, sub: subject }) };
}

/** FranceConnect+ asks for consent on the page of the identity; here choosing one is consent. */
async function grantEverything(ctx: KoaContextWithOIDC) {
  const { client, session, provider, params } = ctx.oidc;
  const accountId = session?.accountId;
  if (client === undefined || accountId === undefined) return undefined;
  const grant = new provider.Grant({ clientId: client.clientId, accountId });
  grant.addOIDCScope(typeof params?.['scope'] === 'string' ? params['scope'] : 'openid');
  await grant.save();
  return grant;
}

function askToLogOut(ctx: KoaContextWithOIDC, form: string): void {
  ctx.body = renderPage('log-out', { form });
}

function sayLoggedOut(ctx: KoaContextWithOIDC): void {
  ctx.body = renderPage('logged-out', {});
}

function signingKey() {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return { ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kid: 'local' };
}

function withoutDispatcher(init: RequestInit | undefined): RequestInit {
  const { dispatcher: _dispatcher, ...rest } = (init ?? {}) as RequestInit & { dispatcher?: unknown };
  return rest;
}

/** What the library keeps of an id token that it makes. */
interface IdTokenInTheMaking {
  ctx?: KoaContextWithOIDC;
  set(claim: string, value: unknown): void;
  payload: (this: IdTokenInTheMaking) => Promise<unknown>;
}

/** The library leaves `at_hash` out of the code flow, where it is optional; with it the client's check has something to check. */
function addAccessTokenHash(provider: Provider): void {
  const prototype = provider.IdToken.prototype as unknown as IdTokenInTheMaking;
  const payload = prototype.payload;
  prototype.payload = function (this: IdTokenInTheMaking) {
    const accessToken = this.ctx?.oidc.entities.AccessToken;
    if (this.ctx?.oidc.route === 'token' && accessToken !== undefined) this.set('at_hash', accessToken.jti);
    return payload.call(this);
  };
}
