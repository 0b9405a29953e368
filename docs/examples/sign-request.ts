import { createHash, createHmac, randomBytes } from 'node:crypto';

/** A request to sign: what is sent, byte for byte. */
export interface Outgoing {
  method: string;
  url: string;
  body?: string;
  idempotencyKey?: string;
}

/**
 * Makes the headers of a request with a key whose requests must be signed: HTTP Message Signatures (RFC 9421) with
 * hmac-sha256, over method, path, query, the digest of the body (RFC 9530), and the idempotency key where there is one.
 */
export function signedHeaders(
  { method, url, body = '', idempotencyKey }: Outgoing,
  { apiKey, signingSecret }: { apiKey: string; signingSecret: string },
): Record<string, string> {
  const { pathname, search } = new URL(url);
  const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
  const parts: [name: string, value: string][] = [
    ['@method', method],
    ['@path', pathname],
    ['@query', search === '' ? '?' : search],
    ['content-digest', digest],
    ...(idempotencyKey === undefined ? [] : [['idempotency-key', idempotencyKey] as [string, string]]),
  ];
  const created = Math.floor(Date.now() / 1000);
  const nonce = randomBytes(18).toString('base64url');
  // The key's characters that may be shown: dfo_XXXXXXXX_…
  const keyId = apiKey.split('_')[1];
  const names = parts.map(([name]) => `"${name}"`).join(' ');
  const parameters = `(${names});created=${created};nonce="${nonce}";keyid="${keyId}";alg="hmac-sha256"`;
  const lines = parts.map(([name, value]) => `"${name}": ${value}`);
  const base = [...lines, `"@signature-params": ${parameters}`].join('\n');
  const signature = createHmac('sha256', signingSecret).update(base).digest('base64');
  return {
    Authorization: `Bearer ${apiKey}`,
    'Content-Digest': digest,
    'Signature-Input': `sig1=${parameters}`,
    Signature: `sig1=:${signature}:`,
    ...(idempotencyKey === undefined ? {} : { 'Idempotency-Key': idempotencyKey }),
  };
}
