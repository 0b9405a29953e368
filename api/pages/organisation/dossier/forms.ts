import { parseEuros } from '../../../../domain/money.ts';
import { DomainError } from '../../../../domain/errors.ts';
import type { Form } from '../../../http/route.ts';
import { invalidPart } from '../../../problems/problem.ts';

/** Reads a field; undefined when it was left empty. */
export function filled(form: Form, name: string): string | undefined {
  const text = (form.get(name) ?? '').trim();
  return text === '' ? undefined : text;
}

/** Reads an amount typed in euros, in cents; undefined when it was left empty. Throws `invalid_request`. */
export function centsField(form: Form, name: string, path = 'priceCents'): number | undefined {
  const text = filled(form, name);
  if (text === undefined) return undefined;
  try {
    return parseEuros(text);
  } catch (error) {
    if (error instanceof DomainError) throw invalidPart(path, error.message);
    throw error;
  }
}

/** Reads a number, with a comma or a point; NaN, which every schema refuses, when it is none. */
export function numberField(form: Form, name: string): number | undefined {
  const text = filled(form, name);
  return text === undefined ? undefined : Number(text.replace(',', '.'));
}

/** A reply as the API takes it, of the fields of the form that it was given in. */
export function replyFrom(form: Form): Record<string, unknown> {
  const decision = form.get('decision') ?? '';
  switch (decision) {
    case 'propose':
      return { decision, changes: present(changesFrom(form)) };
    case 'refuse':
      return present({ decision, reason: filled(form, 'motif') });
    default:
      return { decision };
  }
}

function changesFrom(form: Form) {
  return {
    startsOn: filled(form, 'debut'),
    endsOn: filled(form, 'fin'),
    priceCents: centsField(form, 'prix'),
    hours: numberField(form, 'heures'),
    place: filled(form, 'lieu'),
    note: filled(form, 'note'),
  };
}

/** Leaves out what is undefined: an empty field changes nothing. */
export function present(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
