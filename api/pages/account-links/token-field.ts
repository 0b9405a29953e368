import { type TextField, textField } from '../account-form/fields.ts';
import type { PageContext } from '../context.ts';

/** The field for what a mailed link says after its « # »: filled in by the script, or pasted. */
export function tokenField({ texts: { accountLinks: t } }: PageContext): TextField {
  return textField({ name: 'token', label: t.tokenLabel, hint: t.tokenHint });
}

/** The token of a link, from the link as a whole or from its end. */
export function tokenIn(typed: string | null): string {
  return (typed ?? '').trim().replace(/^.*#/, '').slice(0, 200);
}
