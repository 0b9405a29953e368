import type { MemberCaller } from '../../../http/caller.ts';
import type { Reply } from '../../../http/reply.ts';
import type { Exchange } from '../../../http/route.ts';
import { formHtml, type FormPage, formParts } from '../../account-form/form.ts';
import { type MemberSection, showBarePage, showMemberPage } from '../frame/space.ts';

/** Answers with a page that is one form, for the member who is logged in. */
export async function showMemberForm(
  exchange: Exchange<MemberCaller>,
  section: MemberSection,
  form: FormPage,
): Promise<Reply> {
  return await showMemberPage(exchange, { ...formParts(exchange, form), section });
}

/** Answers with a page that is one form, for somebody who is not logged in yet. */
export function showBareForm(exchange: Exchange, form: FormPage): Reply {
  return showBarePage(exchange, formParts(exchange, form));
}

/** The forms of a page as HTML. */
export function formsHtml<K extends string>(
  exchange: Pick<Exchange, 'req'>,
  forms: Readonly<Record<K, FormPage>>,
): Record<K, string> {
  const html = (Object.entries(forms) as [K, FormPage][]).map(([name, form]) => [
    name,
    formHtml(exchange, form),
  ]);
  return Object.fromEntries(html) as Record<K, string>;
}
