import type { PasswordOwner } from '../../../domain/account/password-rules.ts';
import { judgePassword } from '../../registrations/check-password.ts';
import type { PageContext } from '../context.ts';
import { template } from '../engine.ts';

interface RulesView {
  field: string;
  heading: string;
  rules: { name: string; text: string; kept: string }[];
}

const list = template<RulesView>('account-form/password-rules');

/** The rules of a new password, each marked kept or not once something was typed; a script goes on marking them. */
export function passwordRulesHtml(
  { texts }: PageContext,
  typed: string,
  owner: PasswordOwner,
  { field = 'password', ofMember = false }: { field?: string; ofMember?: boolean } = {},
): string {
  const { rules } = judgePassword(typed, owner);
  return list({
    field,
    heading: texts.registration.passwordRules,
    // Nobody knows, and nobody asks for, a member's number.
    rules: rules
      .filter(({ rule }) => !(ofMember && rule === 'contains_nir'))
      .map(({ rule, message, broken }) => ({
        name: rule,
        text: rule === 'too_common' ? texts.registration.notCommon : texts.forms.wrong(rule, message),
        kept: String(typed !== '' && !broken),
      })),
  });
}
