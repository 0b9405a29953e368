import type { MemberCaller } from '../../../http/caller.ts';
import type { Reply } from '../../../http/reply.ts';
import type { Exchange } from '../../../http/route.ts';
import { formErrors, formHtml, type FormPage, formParts, withRefusal } from '../../account-form/form.ts';
import { type FieldOfProblem, type Refusal, refusalOf } from '../../account-form/refusal.ts';
import { contextOf } from '../../context.ts';
import { type MemberSection, showBarePage, showMemberPage } from '../frame/space.ts';

/** Answers with a page that is one form, for the member who is logged in. */
export async function showMemberForm(
  exchange: Exchange<MemberCaller>,
  section: MemberSection,
  form: FormPage,
  refusal: Refusal | null = null,
): Promise<Reply> {
  const parts = { ...formParts(exchange, form, refusal), section };
  return withRefusal(await showMemberPage(exchange, parts), refusal);
}

/** Answers with a page that is one form, for somebody who is not logged in yet. */
export function showBareForm(exchange: Exchange, form: FormPage, refusal: Refusal | null = null): Reply {
  return withRefusal(showBarePage(exchange, formParts(exchange, form, refusal)), refusal);
}

/** Which of a page's forms was not taken, and why. */
export interface RefusedForm<K extends string> {
  form: K;
  refusal: Refusal;
}

/** The forms of a page as HTML, with what is wrong with the one that was sent. */
export function formsHtml<K extends string>(
  exchange: Pick<Exchange, 'req'>,
  forms: Readonly<Record<K, FormPage>>,
  refused: RefusedForm<K> | null,
): { forms: Record<K, string>; errors: string } {
  const html = Object.fromEntries(
    (Object.entries(forms) as [K, FormPage][]).map(([name, form]) => [
      name,
      formHtml(exchange, form, refused?.form === name ? refused.refusal : null),
    ]),
  ) as Record<K, string>;
  return {
    forms: html,
    errors: refused === null ? '' : formErrors(exchange, forms[refused.form], refused.refusal),
  };
}

/**
 * Does what a form asks; what refuses it is shown by the page that the form stands on.
 * @param fields the form's fields, and those that whole problems are about
 */
export async function takeForm(
  exchange: Pick<Exchange, 'req'>,
  fields: { names: readonly string[]; about?: FieldOfProblem },
  work: () => Promise<Reply>,
  show: (refusal: Refusal) => Promise<Reply> | Reply,
): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    return await show(refusalOf(contextOf(exchange.req), error, fields));
  }
}
