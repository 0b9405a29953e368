import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler, Response } from 'express';
import { Problem } from '../problems/problem.ts';

/** The SHA-256 of a body as the header `Content-Digest` says it (RFC 9530). */
export function digestOf(body: Buffer | string): string {
  return `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
}

/** Has the body compared with a digest once it is read. */
export function expectDigest(res: Response, digest: string): void {
  res.locals.expectedDigest = digest;
}

/** For the body parsers: notes the digest of the bytes that came, where one is expected. */
export function noteBody(_req: IncomingMessage, res: ServerResponse, bytes: Buffer): void {
  const { locals } = res as Response;
  if (locals.expectedDigest !== undefined) locals.bodyDigest = digestOf(bytes);
}

/** Refuses a body that is not the one that was signed. */
export const digestCheck: RequestHandler = (_req, res, next) => {
  const { expectedDigest, bodyDigest } = res.locals;
  if (expectedDigest !== undefined && expectedDigest !== (bodyDigest ?? digestOf(''))) {
    throw new Problem('signature_invalid');
  }
  next();
};
