import type { Reply } from '../../http/reply.ts';
import type { Exchange, Form } from '../../http/route.ts';
import type { Field } from '../account-form/fields.ts';
import { type Link, showForm } from '../account-form/form.ts';
import { contextOf, type PageContext } from '../context.ts';
import type { Texts } from '../texts/index.ts';
import type { Draft, DraftField } from './draft.ts';

/** How many steps creating an account has (domain.md). */
const stepCount = 10;

/** One page of creating an account. */
export interface Step {
  /** What the draft holds once this step is done. */
  key: DraftField;
  text: keyof Texts['registration']['steps'];
  number: number;
  /** The last part of its address. */
  slug: string;
  fields(context: PageContext, values: Draft): Field[];
  above?(context: PageContext, values: Draft): string;
  /** Reads what was typed. Throws a problem that names each wrong field. */
  read(values: Draft, exchange: Exchange, id: string): Draft | Promise<Draft>;
}

/** What a form gave for the fields of a step, as typed. */
export function typedIn(form: Form, fields: readonly Field[]): Draft {
  return Object.fromEntries(fields.map(({ name }) => [name, (form.get(name) ?? '').slice(0, 1_024)]));
}

/** Where a step stands in the whole, and what it asks. */
export async function showStep(
  exchange: Exchange,
  step: Step,
  page: { values: Draft; action: string; back: string | null },
): Promise<Reply> {
  const context = contextOf(exchange.req);
  const { registration: t, forms } = context.texts;
  const { title, intro } = t.steps[step.text];
  const back: Link | null = page.back === null ? null : { href: page.back, label: t.back };
  const form = {
    title,
    intro,
    progress: t.progress(step.number, stepCount),
    action: page.action,
    fields: step.fields(context, page.values),
    above: step.above?.(context, page.values) ?? '',
    button: forms.continue,
    ...(back === null ? {} : { back }),
  };
  return await showForm(exchange, form);
}
