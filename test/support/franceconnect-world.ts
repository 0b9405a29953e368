import { generateKeyPairSync } from 'node:crypto';
import { type LocalIdentity, startIdentity } from '../../dev/identity/start-identity.ts';
import { startApi, type TestApi, type TestApiOptions } from './api.ts';
import type { Browser, Page } from './web-client.ts';

/** The API and the local provider, each knowing the other's address. */
export interface FranceConnectWorld {
  readonly api: TestApi;
  readonly identity: LocalIdentity;
  stop(): Promise<void>;
}

/** Starts both. */
export async function startFranceConnect(options: TestApiOptions = {}): Promise<FranceConnectWorld> {
  let identity: LocalIdentity | null = null;
  const api = await startApi({
    ...options,
    envAt: async (siteUrl) => {
      identity = await startIdentity({ siteUrl });
      return settingsOf(identity, siteUrl);
    },
  });
  if (identity === null) throw new Error('The provider was not started.');
  const provider: LocalIdentity = identity;
  const stop = async (): Promise<void> => {
    await api.stop();
    await provider.close();
  };
  return { api, identity: provider, stop };
}

/** What the API is told of a provider. */
export function settingsOf(
  identity: Pick<LocalIdentity, 'issuer' | 'clientId' | 'clientSecret'>,
  siteUrl: string,
): Record<string, string> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    PUBLIC_URL: siteUrl,
    FRANCECONNECT_ISSUER: identity.issuer,
    FRANCECONNECT_CLIENT_ID: identity.clientId,
    FRANCECONNECT_CLIENT_SECRET: identity.clientSecret,
    FRANCECONNECT_DECRYPTION_KEYS: `test:${privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')}`,
  };
}

/** Whom to be at the provider. */
export interface Choice {
  person?: string;
  level?: string;
  returnTo?: string;
}

/** Begins a login, chooses an identity, and gives the address that the provider sends the browser back to, not yet opened. */
export async function chooseIdentity(
  browser: Browser,
  { api }: FranceConnectWorld,
  { person = 'camille-moreau', level = 'eidas2', returnTo }: Choice = {},
): Promise<string> {
  const chosen = await browser.submit(await openProvider(browser, api, returnTo), { person, level });
  return await backToSite(browser, chosen);
}

/** Begins a login, up to the provider's page of identities. */
export async function openProvider(browser: Browser, api: TestApi, returnTo?: string): Promise<Page> {
  const query = returnTo === undefined ? '' : `?return=${encodeURIComponent(returnTo)}`;
  return await browser.follow(`${api.baseUrl}/auth/franceconnect${query}`);
}

/** Follows the provider's redirects up to the address on our site. */
export async function backToSite(browser: Browser, page: Page): Promise<string> {
  const isCallback = (url: string) => new URL(url).pathname === '/auth/franceconnect/callback';
  const { location, text, status } = await browser.follow(page, isCallback);
  if (location === null) throw new Error(`the provider answered ${status}: ${text}`);
  return location;
}

/** The whole way in: the page that the login leads to, not opened. */
export async function logInByFranceConnect(
  browser: Browser,
  world: FranceConnectWorld,
  choice: Choice = {},
): Promise<Page> {
  return await browser.step(await chooseIdentity(browser, world, choice));
}
