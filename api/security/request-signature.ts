import { createHmac, timingSafeEqual } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Request } from 'express';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { Problem } from '../problems/problem.ts';

/** How far the sender's clock and ours may differ, and how long a signature may be under way, in seconds. */
const windowSeconds = 300;

/**
 * What is signed, in this order (a profile of RFC 9421, HTTP Message Signatures); `idempotency-key` too when it is sent.
 * The digest of the body stands in `Content-Digest` (RFC 9530), also when there is none.
 */
const signedParts = ['@method', '@path', '@query', 'content-digest'];

const inputForm =
  /^[a-z*][a-z0-9_.*-]*=(\(([^()]*)\)((?:;(?:created|nonce|keyid|alg)=(?:\d{1,12}|"[\w.:/+=-]*"))+))$/;
const signatureForm = /^([a-z*][a-z0-9_.*-]*)=:([A-Za-z0-9+/]{43}=):$/;
const nonceForm = /^[\w.:/+=-]{16,100}$/;

/** The key that a request was sent with. */
export interface SigningKey {
  id: string;
  prefix: string;
  secret: string;
}

/** The parameters of a signature, as the sender wrote them. */
interface SignatureInput {
  label: string;
  parts: readonly string[];
  /** The parameters verbatim: they are signed as they stand. */
  parameters: string;
  created: number;
  nonce: string;
}

/**
 * Checks a request's signature and takes its nonce, so that it is worth nothing a second time.
 * @returns the digest that the body must have
 * @throws `signature_missing`, `signature_invalid`, `signature_expired` or `signature_replayed`
 */
export async function checkSignature(
  em: EntityManager,
  req: Request,
  key: SigningKey,
  nowMs: number,
): Promise<string> {
  const input = readInput(req, key);
  const digest = req.get('Content-Digest') ?? '';
  if (!signatureMatches(req, key, input)) throw refused('signature_invalid');
  if (Math.abs(nowMs / 1000 - input.created) > windowSeconds) throw refused('signature_expired');
  if (!(await takeNonce(em, key.id, input.nonce, nowMs))) throw refused('signature_replayed');
  return digest;
}

function readInput(req: Request, key: SigningKey): SignatureInput {
  const header = req.get('Signature-Input');
  if (header === undefined || req.get('Signature') === undefined) throw refused('signature_missing');
  const [, parameters = '', list = '', pairs = ''] = inputForm.exec(header) ?? [];
  const values = new Map(
    [...pairs.matchAll(/;([a-z]+)=(?:"([^"]*)"|(\d+))/g)].map(([, name, text, number]) => [
      name,
      text ?? number ?? '',
    ]),
  );
  const nonce = values.get('nonce') ?? '';
  const created = Number(values.get('created') ?? Number.NaN);
  const parts = list.split(' ').map((part) => part.replace(/^"(.*)"$/, '$1'));
  const isOurs = values.get('keyid') === key.prefix && (values.get('alg') ?? 'hmac-sha256') === 'hmac-sha256';
  if (!isOurs || !nonceForm.test(nonce) || !Number.isFinite(created)) throw refused('signature_invalid');
  return { label: header.slice(0, header.indexOf('=')), parts, parameters, created, nonce };
}

function signatureMatches(req: Request, key: SigningKey, input: SignatureInput): boolean {
  const wanted = [...signedParts, ...(req.get('Idempotency-Key') === undefined ? [] : ['idempotency-key'])];
  if (input.parts.join(' ') !== wanted.join(' ')) return false;
  const [, label, signature = ''] = signatureForm.exec(req.get('Signature') ?? '') ?? [];
  if (label !== input.label) return false;
  const lines = wanted.map((part) => `"${part}": ${valueOf(req, part)}`);
  const base = [...lines, `"@signature-params": ${input.parameters}`].join('\n');
  const expected = createHmac('sha256', key.secret).update(base).digest();
  return timingSafeEqual(expected, Buffer.from(signature, 'base64'));
}

function valueOf(req: Request, part: string): string {
  const queryAt = req.originalUrl.indexOf('?');
  switch (part) {
    case '@method':
      return req.method;
    case '@path':
      return queryAt < 0 ? req.originalUrl : req.originalUrl.slice(0, queryAt);
    case '@query':
      return queryAt < 0 ? '?' : req.originalUrl.slice(queryAt);
    default:
      return (req.get(part) ?? '').trim();
  }
}

/** Takes a nonce for a key, in whatever process; false when it was taken before. Sweeps some that have run out. */
async function takeNonce(em: EntityManager, keyId: string, nonce: string, nowMs: number): Promise<boolean> {
  const now = new Date(nowMs).toISOString();
  // Longer than a signature can be in time: created at the far end of the window, until the near one.
  const expiresAt = new Date(nowMs + 2 * windowSeconds * 1000).toISOString();
  const { rows } = await sql`
    with swept as (
      delete from organisation_api_key_nonces where ctid in (
        select ctid from organisation_api_key_nonces where expires_at < ${now} limit 20 for update skip locked))
    insert into organisation_api_key_nonces (key_id, nonce, expires_at) values (${keyId}, ${nonce}, ${expiresAt})
    on conflict do nothing returning nonce`.execute(queries(em));
  return rows.length === 1;
}

type SignatureProblem =
  'signature_missing' | 'signature_invalid' | 'signature_expired' | 'signature_replayed';

function refused(code: SignatureProblem): Problem {
  return new Problem(code, { headers: { 'WWW-Authenticate': 'Bearer realm="api"' } });
}
