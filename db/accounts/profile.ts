import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Country } from '../../domain/account/country.ts';
import type { Diploma, DiplomaLevel } from '../../domain/account/diploma.ts';
import type { PhoneNumber } from '../../domain/account/phone-number.ts';
import type { PostalAddress } from '../../domain/account/postal-address.ts';
import type { SocioProfessionalCategory } from '../../domain/account/socio-professional-category.ts';
import { queries } from '../database.ts';

/** What a person says of themselves and may change. */
export interface Profile {
  phone: PhoneNumber;
  address: PostalAddress;
  diploma: Diploma | null;
  category: SocioProfessionalCategory;
}

/** The same as it was kept: an account that was made without asking has gaps. */
export interface KeptProfile {
  phone: string | null;
  address: PostalAddress | null;
  diploma: Diploma | null;
  category: SocioProfessionalCategory | null;
}

interface Row {
  phone: string | null;
  street: string | null;
  complement: string | null;
  postcode: string | null;
  city: string | null;
  country: Country;
  level: DiplomaLevel | null;
  year: number | null;
  category: SocioProfessionalCategory | null;
}

/** Reads a profile; null when the account is gone. */
export async function readProfile(em: EntityManager, id: string): Promise<KeptProfile | null> {
  const { rows } = await sql<Row>`
    select phone, street, address_complement as complement, postcode, city, country, diploma_level as level, diploma_year as year,
      socio_professional_category as category
    from trainees where id = ${id}`.execute(queries(em));
  const [row] = rows;
  if (row === undefined) return null;
  const { phone, street, complement, postcode, city, country, level, year, category } = row;
  const isAddress = street !== null && postcode !== null && city !== null;
  return {
    phone,
    address: isAddress ? { street, complement, postcode, city, country } : null,
    diploma: level === null || year === null ? null : { level, year },
    category,
  };
}

/** Writes a profile. */
export async function writeProfile(
  em: EntityManager,
  id: string,
  { phone, address, diploma, category }: Profile,
): Promise<void> {
  await sql`
    update trainees set phone = ${phone}, street = ${address.street}, address_complement = ${address.complement},
      postcode = ${address.postcode}, city = ${address.city}, country = ${address.country}, diploma_level = ${diploma?.level ?? null},
      diploma_year = ${diploma?.year ?? null}, socio_professional_category = ${category}
    where id = ${id}`.execute(queries(em));
}
