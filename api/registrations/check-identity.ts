import type { RegistrationIdentity } from '../../db/accounts/registrations.ts';
import { parseBirthName } from '../../domain/account/birth-name.ts';
import { parseEmailAddress } from '../../domain/account/email-address.ts';
import { parseNir } from '../../domain/identity/nir.ts';
import { FieldCheck } from '../problems/fields.ts';
import { checkPassword } from './check-password.ts';

/** What a person types at the first steps. */
export interface TypedIdentity {
  nir: string;
  birthName: string;
  email: string;
  password: string;
}

/** Checks the first steps. Throws `invalid_request` that names every wrong field, and every broken rule of the password. */
export function checkIdentity(typed: TypedIdentity): Omit<RegistrationIdentity, 'passwordHash'> {
  const fields = new FieldCheck();
  const nir = fields.read('nir', () => parseNir(typed.nir));
  const birthName = fields.read('birthName', () => parseBirthName(typed.birthName));
  const email = fields.read('email', () => parseEmailAddress(typed.email));
  const owner = { nir: typed.nir, name: typed.birthName, email: typed.email };
  checkPassword(fields, 'password', typed.password, owner);
  fields.end();
  if (nir === null || birthName === null || email === null)
    throw new TypeError('A refused field was not noted');
  return { nir, birthName, firstName: null, email };
}
