import { isCommonPassword } from '../../domain/account/common-passwords.ts';
import {
  brokenPasswordRules,
  type PasswordOwner,
  passwordRules,
} from '../../domain/account/password-rules.ts';
import type { FieldCheck } from '../problems/fields.ts';

/** Notes every rule that a new password breaks, by name. */
export function checkPassword(
  fields: FieldCheck,
  path: string,
  password: string,
  owner: PasswordOwner,
): void {
  for (const rule of brokenPasswordRules(password, owner, isCommonPassword)) {
    fields.refuse({ path, message: passwordRules[rule], code: rule });
  }
}

/** Every rule, and whether a password breaks it: for the page that shows them while one types. */
export function judgePassword(password: string, owner: PasswordOwner) {
  const broken = brokenPasswordRules(password, owner, isCommonPassword);
  const rules = Object.entries(passwordRules).map(([rule, message]) => ({
    rule,
    message,
    broken: broken.some((name) => name === rule),
  }));
  return { accepted: broken.length === 0, rules };
}
