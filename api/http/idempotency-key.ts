import type { Request } from 'express';
import { invalidPart } from '../problems/problem.ts';

const visibleAscii = /^[\x21-\x7e]{1,200}$/;

/** Reads the `Idempotency-Key` header: 1 to 200 visible ASCII characters; null when there is none. */
export function readIdempotencyKey(req: Request): string | null {
  const key = req.get('Idempotency-Key');
  if (key === undefined) return null;
  if (!visibleAscii.test(key)) {
    throw invalidPart('Idempotency-Key', 'De 1 à 200 caractères ASCII visibles sont attendus.');
  }
  return key;
}
