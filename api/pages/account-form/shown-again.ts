import type { Request } from 'express';
import { type Hidden, type KeptForm, keptFormFor, keptFormOf } from '../../kept-forms/kept-form.ts';
import { contextOf } from '../context.ts';
import { toldProblem } from '../problems/problem-text.ts';
import type { Field } from './fields.ts';
import { namedError, type Refusal, refusalOf } from './refusal.ts';

/** A form that stands on the page again after it was not taken. */
export interface ShownAgain {
  /** What was typed. */
  values: URLSearchParams;
  /** What is wrong with each field; empty after a session that had ended. */
  fields: Refusal['fields'];
}

/** What is said above a page that shows a form again. */
export interface ToldAbove {
  heading: string;
  detail: string | null;
  errors: { field: string | null; text: string }[];
  /** Something is to be corrected; false when the form only has to be sent once more. */
  isRefusal: boolean;
}

interface OnPage {
  shownAgain?: ToldAbove['errors'];
}

/**
 * What a form shows again, if it is the one that was not taken; what is wrong is then told above its page too, field by field.
 * @param form where it goes, with the values that tell it from others that go there
 * @param fields its fields: what is about none of them is said for the form as a whole
 */
export function shownAgain(
  req: Request,
  form: { action: string; hidden?: Hidden | undefined },
  fields: readonly Pick<Field, 'name' | 'label'>[],
): ShownAgain | null {
  const kept = keptFormFor(req, form.action, form.hidden);
  if (kept === null) return null;
  const refusal = refusalOn(req, kept, fields);
  const { forms } = contextOf(req).texts;
  const aboutFields = fields.flatMap(({ name, label }) =>
    (refusal.fields[name] ?? []).map((text) => ({ field: name, text: namedError(forms, label, text) })),
  );
  const onPage = (req.res?.locals ?? {}) as OnPage;
  onPage.shownAgain = [...refusal.all.map((text) => ({ field: null, text })), ...aboutFields];
  return { values: kept.values, fields: refusal.fields };
}

function refusalOn(
  req: Request,
  { problem, about }: KeptForm,
  fields: readonly Pick<Field, 'name'>[],
): Refusal {
  if (problem === null) return { fields: {}, all: [] };
  return refusalOf(contextOf(req), problem, { names: fields.map(({ name }) => name), about });
}

/** What is to be said above the page of why a form that was sent from it was not taken; null when there is nothing. */
export function toldAbove(req: Request): ToldAbove | null {
  const kept = keptFormOf(req);
  if (kept === null) return null;
  const context = contextOf(req);
  const { forms: t } = context.texts;
  const files = kept.hadFiles ? [t.filesAgain] : [];
  if (kept.problem === null) {
    const detail = [t.sessionOver, ...files].join(' ');
    return { heading: t.sessionOverTitle, detail, errors: [], isRefusal: false };
  }
  const errors = ((req.res?.locals ?? {}) as OnPage).shownAgain;
  const isOfFields = errors?.some(({ field }) => field !== null) ?? false;
  const { title, detail } = toldProblem(context, kept.problem);
  // What is about no field is told with its title; a form that is gone meanwhile takes its errors along.
  if (!isOfFields) {
    const all = kept.problem.errors?.map((part) => t.wrong(part.code, part.message, part.character)) ?? [
      detail,
    ];
    return { heading: title, detail: [...all, ...files].join(' '), errors: [], isRefusal: true };
  }
  return { heading: t.errorsHeading, detail: files[0] ?? null, errors: errors ?? [], isRefusal: true };
}

/** A field with what was typed into it: not where that is a password, or counts once. */
export function refilled(field: Field, values: URLSearchParams): Field {
  const { name } = field;
  switch (field.kind) {
    case 'text':
    case 'area':
    case 'choice':
    case 'select':
      return 'isReadOnly' in field && field.isReadOnly
        ? field
        : { ...field, value: values.get(name) ?? field.value };
    case 'group':
      return { ...field, values: values.getAll(name) };
    case 'check':
      return { ...field, isChecked: values.get(name) === 'oui' };
    case 'file':
      return field;
  }
}
