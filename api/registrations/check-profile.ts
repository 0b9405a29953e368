import type { Profile } from '../../db/accounts/profile.ts';
import type { RegistrationProfile } from '../../db/accounts/registrations.ts';
import { birthYearOf, checkDiploma } from '../../domain/account/diploma.ts';
import { parsePhoneNumber } from '../../domain/account/phone-number.ts';
import {
  parseCity,
  parseComplement,
  parsePostcode,
  parseStreet,
} from '../../domain/account/postal-address.ts';
import { isSocioProfessionalCategory } from '../../domain/account/socio-professional-category.ts';
import { parisDay } from '../../domain/calendar/paris-time.ts';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { Nir } from '../../domain/identity/nir.ts';
import { currentTermsVersion } from '../../domain/policy/terms.ts';
import { FieldCheck } from '../problems/fields.ts';
import { Problem } from '../problems/problem.ts';

const chooseCategory = 'Choisissez une catégorie de la liste.';

/** What a person types of themselves. */
export interface TypedDetails {
  phone: string;
  address: { street: string; complement: string | null; postcode: string; city: string };
  diploma: { level: number; year: number } | null;
  category: number;
}

/** What a person types at the last steps of a registration. */
export interface TypedProfile extends TypedDetails {
  termsVersion: string;
}

/**
 * Checks the last steps, for the person of a number, on the day of `at`. Throws `invalid_request` that names every wrong field,
 * `terms_outdated` when the accepted terms are not today's.
 */
export function checkProfile(typed: TypedProfile, person: { nir: Nir; at: Instant }): RegistrationProfile {
  const details = checkDetails(typed, person);
  const { termsVersion } = typed;
  if (termsVersion !== currentTermsVersion)
    throw new Problem('terms_outdated', { details: { currentTermsVersion } });
  return { ...details, termsVersion, termsAcceptedAt: person.at };
}

/** Checks what the person of a number says of themselves, on the day of `at`. Throws `invalid_request` that names every wrong field. */
export function checkDetails(typed: TypedDetails, { nir, at }: { nir: Nir; at: Instant }): Profile {
  const fields = new FieldCheck();
  const thisYear = Number(parisDay(at).slice(0, 4));
  const life = { birthYear: birthYearOf(nir, thisYear), thisYear };
  const { street, complement, postcode, city } = typed.address;
  const phone = fields.read('phone', () => parsePhoneNumber(typed.phone));
  const address = {
    street: fields.read('address.street', () => parseStreet(street)) ?? '',
    complement: fields.read('address.complement', () => parseComplement(complement)),
    postcode: fields.read('address.postcode', () => parsePostcode(postcode)) ?? '',
    city: fields.read('address.city', () => parseCity(city)) ?? '',
  };
  const { diploma: said, category } = typed;
  const diploma = said === null ? null : fields.read('diploma', () => checkDiploma(said, life));
  const isCategory = isSocioProfessionalCategory(category);
  if (!isCategory) fields.refuse({ path: 'category', message: chooseCategory, code: 'choose_category' });
  fields.end();
  if (phone === null || !isCategory) throw new TypeError('A refused field was not noted');
  return { phone, address, diploma, category };
}
