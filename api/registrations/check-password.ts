import { isCommonPassword } from '../../domain/account/common-passwords.ts';
import {
  brokenPasswordRules,
  type PasswordOwner,
  passwordRules,
} from '../../domain/account/password-rules.ts';
import { verifyPassword } from '../../db/people/passwords.ts';
import { networkOf } from '../http/network.ts';
import type { Exchange } from '../http/route.ts';
import type { FieldCheck } from '../problems/fields.ts';
import { invalidPart } from '../problems/problem.ts';

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

/** Refuses the password in use as a new one: whoever changes it wants another. Throws `invalid_request`. */
export async function refuseSamePassword(
  { services, req }: Pick<Exchange, 'services' | 'req'>,
  path: string,
  { password, passwordHash }: { password: string; passwordHash: string | null },
): Promise<void> {
  const isSame = await services.passwordQueue.run(networkOf(req), () =>
    verifyPassword(passwordHash, password),
  );
  if (isSame)
    throw invalidPart(path, 'C’est votre mot de passe actuel : choisissez-en un autre.', 'same_password');
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
