import { z } from 'zod';
import { parseEuros } from '../../../../domain/money.ts';
import { DomainError } from '../../../../domain/errors.ts';
import type { Form } from '../../../http/route.ts';
import { parsePart } from '../../../problems/invalid.ts';
import { invalidPart } from '../../../problems/problem.ts';
import { textSchema } from '../../../schemas/text.ts';

const attendanceReasonSchema = z.object({ attendanceReason: textSchema().optional() });
const ownReasonSchema = z.object({ ownReason: textSchema() });

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
      return { decision, changes: present(changesFrom(form)), ...confirmedPrice(form) };
    case 'refuse':
      return present({ decision, reason: writtenIn(form, 'reason') });
    default:
      return { decision };
  }
}

/** An organisation's reason to cancel: one of the list, or its own words. Throws `invalid_request` when there is none. */
export function cancellationFrom(form: Form, noReason: string): { reason: string } {
  const listed = filled(form, 'reason');
  if (listed !== undefined) return { reason: listed };
  const ownReason = writtenIn(form, 'ownReason');
  if (ownReason === undefined) throw invalidPart('reason', noReason, 'told');
  return { reason: parsePart(ownReasonSchema, { ownReason }).ownReason };
}

/** An end as the API takes it, of the fields of its form. Throws `invalid_request`. */
export function endFrom(form: Form): Record<string, unknown> {
  const { attendanceReason: reason } = parsePart(
    attendanceReasonSchema,
    present({ attendanceReason: writtenIn(form, 'attendanceReason') }),
  );
  const attendancePercent = numberField(form, 'attendancePercent');
  return present({ endedOn: filled(form, 'endedOn'), attendancePercent, reason });
}

/** The price a second time, where the box beside it was ticked. */
function confirmedPrice(form: Form): { confirmedPriceCents?: number } {
  const priceCents = form.get('confirmPrice') === 'oui' ? centsField(form, 'priceCents') : undefined;
  return priceCents === undefined ? {} : { confirmedPriceCents: priceCents };
}

/** Other dates as the API takes them. */
export function datesFrom(form: Form): Record<string, unknown> {
  return present({
    startsOn: filled(form, 'startsOn'),
    endsOn: filled(form, 'endsOn'),
    note: writtenIn(form, 'note'),
  });
}

function changesFrom(form: Form) {
  return {
    startsOn: filled(form, 'startsOn'),
    endsOn: filled(form, 'endsOn'),
    priceCents: centsField(form, 'priceCents'),
    hours: numberField(form, 'hours'),
    place: filled(form, 'place'),
    note: writtenIn(form, 'note'),
  };
}

/** Browsers send line breaks as two characters. */
function writtenIn(form: Form, name: string): string | undefined {
  return filled(form, name)?.replace(/\r\n/g, '\n');
}

/** Leaves out what is undefined: an empty field changes nothing. */
export function present(fields: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
