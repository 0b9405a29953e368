import type { Reply } from '../../http/reply.ts';
import type { Exchange } from '../../http/route.ts';
import type { Hidden } from '../../kept-forms/kept-form.ts';
import { assets } from '../assets.ts';
import { template } from '../engine.ts';
import { formFields } from '../frame/form-fields.ts';
import { type PageParts, showPage } from '../frame/frame.ts';
import type { Field } from './fields.ts';
import { refilled, shownAgain } from './shown-again.ts';

/** Somewhere to go. */
export interface Link {
  href: string;
  label: string;
}

/** A page that asks for something, in one column. */
export interface FormPage {
  title: string;
  /** « Étape 3 sur 10 » */
  progress?: string;
  back?: Link;
  intro?: readonly string[];
  /** Also where the page itself is read. */
  action: string;
  /** Where the form goes, when that is not where the page is read. */
  sendTo?: string;
  fields: readonly Field[];
  /** Hidden fields; as pairs where a name may come twice. */
  hidden?: Hidden;
  button: string;
  /** Of the button: the main thing to do on the page, unless said otherwise. */
  look?: '' | 'outline' | 'danger';
  links?: readonly Link[];
  /** HTML above the form's fields. */
  above?: string;
  /** HTML below the form. */
  below?: string;
  /** What the script of these pages needs to know: `data-…` attributes of the form. */
  data?: Readonly<Record<string, string>>;
}

interface FieldErrors {
  errors: readonly string[];
  describedBy: string;
}

interface FormView extends Required<Omit<FormPage, 'fields' | 'progress' | 'back' | 'hidden' | 'data'>> {
  progress: string | null;
  back: Link | null;
  fields: (Field & FieldErrors)[];
  hidden: { name: string; value: string }[];
  data: { name: string; value: string }[];
  formFields: string;
  isMultipart: boolean;
  script: string;
}

const formPage = template<FormView>('account-form/form');
const formPart = template<FormView>('account-form/form-part');

/** Answers with a form; one that was not taken stands there as it was typed. */
export async function showForm(exchange: Exchange, form: FormPage): Promise<Reply> {
  return await showPage(exchange, formParts(exchange, form));
}

/** A page that is one form, for whatever frame it is to stand in. */
export function formParts(exchange: Pick<Exchange, 'req'>, form: FormPage): PageParts {
  return { title: form.title, main: formPage(formView(exchange, form)), path: form.action };
}

/** The form alone, to stand in a page among others. */
export function formHtml(exchange: Pick<Exchange, 'req'>, form: FormPage): string {
  return formPart(formView(exchange, form));
}

function formView({ req }: Pick<Exchange, 'req'>, form: FormPage): FormView {
  const sendTo = form.sendTo ?? form.action;
  const again = shownAgain(req, { action: sendTo, hidden: form.hidden }, form.fields);
  const fields = form.fields.map((field) =>
    withErrors(again === null ? field : refilled(field, again.values), again?.fields[field.name] ?? []),
  );
  return {
    intro: [],
    look: '',
    links: [],
    above: '',
    below: '',
    ...form,
    sendTo,
    progress: form.progress ?? null,
    back: form.back ?? null,
    fields,
    hidden: pairs(form.hidden),
    data: pairs(form.data),
    formFields: formFields(req),
    isMultipart: form.fields.some(({ kind }) => kind === 'file'),
    script: assets.account.path,
  };
}

function withErrors(field: Field, errors: readonly string[]): Field & FieldErrors {
  const hint = 'hint' in field && field.hint !== null ? [`${field.name}-hint`] : [];
  const describedBy = [...hint, ...(errors.length > 0 ? [`${field.name}-error`] : [])].join(' ');
  return { ...field, errors, describedBy };
}

function pairs(values: FormPage['hidden'] = {}): { name: string; value: string }[] {
  const isList = (given: typeof values): given is readonly (readonly [string, string])[] =>
    Array.isArray(given);
  const entries = isList(values) ? values : Object.entries(values);
  return entries.map(([name, value]) => ({ name, value }));
}
