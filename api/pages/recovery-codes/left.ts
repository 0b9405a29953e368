import { fewRecoveryCodes } from '../../../domain/account/recovery-codes.ts';
import type { PageContext } from '../context.ts';
import { template } from '../engine.ts';

const leftPart = template<{ left: string; advice: string | null; href: string; renew: string }>(
  'recovery-codes/left',
);

/** How many recovery codes are left, with advice where they are few, and the way to new ones: HTML. */
export function codesLeftHtml({ texts }: PageContext, left: number, href: string): string {
  const { recoveryCodes: t } = texts;
  const advice = left <= fewRecoveryCodes ? t.advice : null;
  return leftPart({ left: t.left(left), advice, href, renew: t.renew });
}

/** The same among the facts of an account; nothing while there is no second factor. */
export function codesLeftFacts(
  { texts }: PageContext,
  { enabled, recoveryCodesLeft }: { enabled: boolean; recoveryCodesLeft: number },
): { name: string; value: string }[] {
  const { recoveryCodes: t } = texts;
  const count = t.count(recoveryCodesLeft);
  const value = recoveryCodesLeft <= fewRecoveryCodes ? `${count}, ${t.few}` : count;
  return enabled ? [{ name: t.name, value }] : [];
}
