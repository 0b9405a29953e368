import {
  allowInsecureRequests,
  ClientSecretPost,
  type Configuration,
  discovery,
  enableDecryptingResponses,
  enableNonRepudiationChecks,
} from 'openid-client';
import type { Clock } from '../deps.ts';
import { contentEncryption, type DecryptionKey, importKeys } from './decryption-keys.ts';
import { franceConnectProblem } from './provider-errors.ts';
import type { FranceConnectSettings } from './settings.ts';

const discoveredForMs = 60 * 60_000;
/** Seconds: a person waits, and several of these calls must fit into a request. */
const answerTimeout = 5;

/**
 * FranceConnect+ as it describes itself: asked for at the first login, so that the API starts and serves everything else
 * while it is away, and again after an hour.
 */
export class FranceConnectProvider {
  readonly settings: FranceConnectSettings;
  private readonly clock: Clock;
  private keys: Promise<DecryptionKey[]> | null = null;
  private known: { configuration: Configuration; at: number } | null = null;
  private asking: Promise<Configuration> | null = null;

  constructor(settings: FranceConnectSettings, clock: Clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** Our private keys, to read what the provider encrypted. */
  decryptionKeys(): Promise<DecryptionKey[]> {
    this.keys ??= importKeys(this.settings.decryptionKeys);
    return this.keys;
  }

  /** The provider's addresses and keys. Throws `franceconnect_unavailable` when they were never known and it is silent. */
  async configuration(): Promise<Configuration> {
    if (this.known !== null && this.clock.now() - this.known.at < discoveredForMs) {
      return this.known.configuration;
    }
    // Requests that come together ask once; what was known serves on while the provider is away.
    this.asking ??= this.discover().finally(() => (this.asking = null));
    try {
      return await this.asking;
    } catch (error) {
      if (this.known !== null) return this.known.configuration;
      throw franceConnectProblem(error);
    }
  }

  private async discover(): Promise<Configuration> {
    const { issuer, clientId, clientSecret, isLocal } = this.settings;
    const metadata = { id_token_signed_response_alg: 'ES256', userinfo_signed_response_alg: 'ES256' };
    const keys = await this.decryptionKeys();
    const configuration = await discovery(issuer, clientId, metadata, ClientSecretPost(clientSecret), {
      timeout: answerTimeout,
      execute: [
        // Signatures are checked even where TLS already tells who answers: FranceConnect+ asks for it.
        enableNonRepudiationChecks,
        (fresh) => enableDecryptingResponses(fresh, [contentEncryption], ...keys),
        ...(isLocal ? [allowInsecureRequests] : []),
      ],
    });
    this.known = { configuration, at: this.clock.now() };
    return configuration;
  }
}
