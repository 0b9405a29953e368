import type { Profile } from '../../db/accounts/profile.ts';
import type { RegistrationProfile } from '../../db/accounts/registrations.ts';
import { birthYearOf, checkDiploma } from '../../domain/account/diploma.ts';
import { parseCountry } from '../../domain/account/country.ts';
import { parsePhoneNumber, type PhoneNumber } from '../../domain/account/phone-number.ts';
import {
  parseCity,
  parseComplement,
  parsePostcode,
  parseStreet,
  type PostalAddress,
} from '../../domain/account/postal-address.ts';
import { isSocioProfessionalCategory } from '../../domain/account/socio-professional-category.ts';
import { parisDay } from '../../domain/calendar/paris-time.ts';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { Nir } from '../../domain/identity/nir.ts';
import { currentTermsVersion } from '../../domain/policy/terms.ts';
import { FieldCheck } from '../problems/fields.ts';
import { Problem } from '../problems/problem.ts';

const chooseCategory = 'Choisissez une catégorie de la liste.';

/** A postal address and a phone number as typed. */
export interface TypedContact {
  phone: string;
  address: Record<'street' | 'postcode' | 'city' | 'country', string> & { complement: string | null };
}

/** What a person types of themselves. */
export interface TypedDetails extends TypedContact {
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

/** Reads how to reach a person, and notes each wrong field; a phone number is read as it is dialled where they live. */
export function readContact(
  fields: FieldCheck,
  { phone, address: typed }: TypedContact,
): { phone: PhoneNumber | null; address: PostalAddress } {
  const country = fields.read('address.country', () => parseCountry(typed.country)) ?? 'FR';
  const place = fields.read('address.postcode', () => parsePostcode(typed.postcode, country));
  return {
    phone: fields.read('phone', () => parsePhoneNumber(phone, place ?? { country, postcode: '' })),
    address: {
      street: fields.read('address.street', () => parseStreet(typed.street)) ?? '',
      complement: fields.read('address.complement', () => parseComplement(typed.complement)),
      city: fields.read('address.city', () => parseCity(typed.city)) ?? '',
      ...(place ?? { postcode: '', country }),
    },
  };
}

/** Checks what the person of a number says of themselves, on the day of `at`. Throws `invalid_request` that names every wrong field. */
export function checkDetails(typed: TypedDetails, { nir, at }: { nir: Nir; at: Instant }): Profile {
  const fields = new FieldCheck();
  const thisYear = Number(parisDay(at).slice(0, 4));
  const life = { birthYear: birthYearOf(nir, thisYear), thisYear };
  const { phone, address } = readContact(fields, typed);
  const { diploma: said, category } = typed;
  const diploma = said === null ? null : fields.read('diploma', () => checkDiploma(said, life));
  const isCategory = isSocioProfessionalCategory(category);
  if (!isCategory) fields.refuse({ path: 'category', message: chooseCategory, code: 'choose_category' });
  fields.end();
  if (phone === null || !isCategory) throw new TypeError('A refused field was not noted');
  return { phone, address, diploma, category };
}
