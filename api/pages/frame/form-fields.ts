import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { idempotencyField } from '../../http/idempotency-key.ts';
import { formOwnerOf } from '../../kept-forms/kept-form.ts';
import { ownerField } from '../../kept-forms/owner.ts';
import { csrfField, csrfTokenOf } from '../../security/csrf.ts';
import { template } from '../engine.ts';

interface Field {
  name: string;
  value: string;
}

const fields = template<{ fields: Field[] }>('frame/form-fields');

/**
 * The hidden fields of a form that changes something: the session's CSRF token, and a key of its own, so that sending the form
 * twice (a double click, going back) acts once. Whose form it is stands there too, for when their session ends before it is sent.
 */
export function formFields(req: Request): string {
  const owner = formOwnerOf(req);
  return fields({
    fields: [
      ...(owner === null ? [] : [{ name: ownerField, value: owner }]),
      { name: csrfField, value: csrfTokenOf(req) },
      { name: idempotencyField, value: randomUUID() },
    ],
  });
}
