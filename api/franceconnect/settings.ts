import type { Config } from '../../config.ts';

/** What talking to FranceConnect+ needs. */
export interface FranceConnectSettings {
  issuer: URL;
  clientId: string;
  clientSecret: string;
  /** Private keys (PKCS #8, DER, base64) by id; the first is published. */
  decryptionKeys: readonly (readonly [id: string, key: string])[];
  /** Plain HTTP is allowed: the provider is on this very machine. */
  isLocal: boolean;
  acr: 'eidas2' | 'eidas3';
  /** Where the provider sends people back to. */
  callbackUrl: string;
  loggedOutUrl: string;
}

/** The settings of FranceConnect+; null when it is not configured. */
export function franceConnectSettings(config: Config): FranceConnectSettings | null {
  const {
    FRANCECONNECT_ISSUER: issuer,
    FRANCECONNECT_CLIENT_ID: clientId,
    FRANCECONNECT_CLIENT_SECRET: clientSecret,
    FRANCECONNECT_DECRYPTION_KEYS: decryptionKeys,
  } = config;
  // `readConfig` lets them be absent together only.
  if (!issuer || !clientId || !clientSecret || !decryptionKeys) return null;
  const url = new URL(issuer);
  return {
    issuer: url,
    clientId,
    clientSecret,
    decryptionKeys,
    isLocal: config.NODE_ENV !== 'production' && url.hostname === '127.0.0.1',
    acr: config.FRANCECONNECT_ACR,
    callbackUrl: new URL('/auth/franceconnect/callback', config.PUBLIC_URL).href,
    loggedOutUrl: new URL('/auth/franceconnect/logged-out', config.PUBLIC_URL).href,
  };
}
