import type { Reply } from '../../http/reply.ts';
import type { Exchange } from '../../http/route.ts';
import { assets } from '../assets.ts';
import { contextOf } from '../context.ts';
import { template } from '../engine.ts';
import { formFields } from '../frame/form-fields.ts';
import { type PageParts, showPage } from '../frame/frame.ts';
import type { Texts } from '../texts/index.ts';
import type { Field } from './fields.ts';
import { namedError, type Refusal } from './refusal.ts';

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
  hidden?: Readonly<Record<string, string>> | readonly (readonly [string, string])[];
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
  t: Texts['forms'];
  progress: string | null;
  back: Link | null;
  fields: (Field & FieldErrors)[];
  hidden: { name: string; value: string }[];
  data: { name: string; value: string }[];
  formFields: string;
  isMultipart: boolean;
  errors: { field: string | null; text: string }[];
  script: string;
}

const formPage = template<FormView>('account-form/form');
const errorsPart = template<FormView>('account-form/errors');
const formPart = template<FormView>('account-form/form-part');

/** Answers with a form, and with why it was not taken. */
export async function showForm(
  exchange: Exchange,
  form: FormPage,
  refusal: Refusal | null = null,
): Promise<Reply> {
  return withRefusal(await showPage(exchange, formParts(exchange, form, refusal)), refusal);
}

/** A page that is one form, for whatever frame it is to stand in. */
export function formParts(
  exchange: Pick<Exchange, 'req'>,
  form: FormPage,
  refusal: Refusal | null,
): PageParts {
  const view = formView(exchange, form, refusal);
  const status = refusal === null ? {} : { status: refusal.status };
  return { title: form.title, main: formPage(view), path: form.action, ...status };
}

/** Adds the headers of a refusal, such as how long to wait. */
export function withRefusal(reply: Reply, refusal: Refusal | null): Reply {
  return { ...reply, headers: { ...reply.headers, ...refusal?.headers } };
}

/** What is wrong with a form that stands among others, for the top of their page; nothing when it was not refused. */
export function formErrors(exchange: Pick<Exchange, 'req'>, form: FormPage, refusal: Refusal | null): string {
  return errorsPart(formView(exchange, form, refusal));
}

/** The form alone, to stand in a page among others. */
export function formHtml(
  exchange: Pick<Exchange, 'req'>,
  form: FormPage,
  refusal: Refusal | null = null,
): string {
  return formPart(formView(exchange, form, refusal));
}

function formView({ req }: Pick<Exchange, 'req'>, form: FormPage, refusal: Refusal | null): FormView {
  const fields = form.fields.map((field) => withErrors(field, refusal?.fields[field.name] ?? []));
  const { forms: t } = contextOf(req).texts;
  const aboutFields = fields.flatMap(({ name, label, errors }) =>
    errors.map((text) => ({ field: name, text: namedError(t, label, text) })),
  );
  return {
    intro: [],
    sendTo: form.action,
    look: '',
    links: [],
    above: '',
    below: '',
    ...form,
    t,
    progress: form.progress ?? null,
    back: form.back ?? null,
    fields,
    hidden: pairs(form.hidden),
    data: pairs(form.data),
    formFields: formFields(req),
    isMultipart: form.fields.some(({ kind }) => kind === 'file'),
    errors: [...(refusal?.all ?? []).map((text) => ({ field: null, text })), ...aboutFields],
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
