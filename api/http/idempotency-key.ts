import type { Request } from 'express';
import { invalidPart } from '../problems/problem.ts';
import type { Form } from './route.ts';

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

/** The name of the hidden field that makes a form, sent twice, one request. */
export const idempotencyField = 'cle';

/** Reads the key that a page put into its form; null when somebody took it out or changed it to something else. */
export function formIdempotencyKey(form: Form): string | null {
  const key = form.get(idempotencyField);
  return key !== null && visibleAscii.test(key) ? key : null;
}
