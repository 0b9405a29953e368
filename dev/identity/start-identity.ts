import { createServer, type Server } from 'node:http';
import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type Provider from 'oidc-provider';
import { createIdentityApp } from './create-app.ts';
import { createProvider } from './create-provider.ts';

/** How to run the local provider. */
export interface IdentityOptions {
  /** The site that asks who somebody is, such as `http://localhost:3000`. */
  readonly siteUrl: string;
  /** A free one unless given. */
  readonly port?: number;
  readonly clientId?: string;
  /** A new one unless given. */
  readonly clientSecret?: string;
}

/** A running provider. */
export interface LocalIdentity {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The library's own object, for tests that need a provider that misbehaves. */
  readonly provider: Provider;
  close(): Promise<void>;
}

/**
 * Starts an OpenID provider on this machine that plays FranceConnect+ with invented identities. For development and tests:
 * throws with `NODE_ENV=production`.
 */
export async function startIdentity(options: IdentityOptions): Promise<LocalIdentity> {
  if (process.env.NODE_ENV === 'production') {
    throw new Error(
      'The local identity provider is for development: it does not run with NODE_ENV=production.',
    );
  }
  const { siteUrl, clientId = 'dossier-formation' } = options;
  const clientSecret = options.clientSecret ?? randomBytes(32).toString('hex');
  const server = createServer();
  await listen(server, options.port ?? 0);
  const { port } = server.address() as AddressInfo;
  const issuer = `http://127.0.0.1:${port}/api/v2`;
  const provider = createProvider({ issuer, siteUrl, clientId, clientSecret });
  server.on('request', createIdentityApp(provider, siteUrl));
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { issuer, clientId, clientSecret, provider, close };
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}
