import { randomBytes } from 'node:crypto';

/** A new id as Stripe writes them: a prefix that tells the kind of object, then letters and digits. */
export function newId(prefix: string, length = 24): string {
  const text = randomBytes(length * 2)
    .toString('base64')
    .replace(/[^A-Za-z0-9]/g, '');
  return `${prefix}_${text.slice(0, length)}`;
}

/** The id in a field that Stripe fills with an id or, expanded, with the whole object; empty when there is none. */
export function idOf(field: string | { readonly id: string } | null | undefined): string {
  if (typeof field === 'string') return field;
  return field?.id ?? '';
}
