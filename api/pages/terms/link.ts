import type { PageContext } from '../context.ts';
import { template } from '../engine.ts';

const link = template<{ text: string }>('terms/link');

/** The way to the terms that are about to be accepted, without leaving what was typed. */
export function termsLinkHtml({ texts }: PageContext): string {
  return link({ text: texts.terms.read });
}
