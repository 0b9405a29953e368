import { defineEntity, p } from '@mikro-orm/postgresql';
import type { Language } from '../../domain/notices/notice-kinds.ts';

/** A person with training rights. The NIR stands here encrypted, with a keyed hash to find it by (`db/nir-vault.ts`). */
export const Trainee = defineEntity({
  name: 'Trainee',
  tableName: 'trainees',
  properties: {
    id: p.uuid().primary(),
    nirIndex: p.blob(),
    nirCiphertext: p.blob(),
    nirKeyId: p.text(),
    birthName: p.text(),
    /** Null when the person gave their birth name alone. */
    firstName: p.text().nullable(),
    email: p.text(),
    phone: p.text().nullable(),
    street: p.text().nullable(),
    addressComplement: p.text().nullable(),
    postcode: p.text().nullable(),
    city: p.text().nullable(),
    diplomaLevel: p.smallint().nullable(),
    diplomaYear: p.smallint().nullable(),
    socioProfessionalCategory: p.smallint().nullable(),
    passwordHash: p.text(),
    /** Job seekers do not owe the mandatory contribution of the policy. */
    jobSeeker: p.boolean().default(false),
    /** In which language mails are written. */
    language: p.text().$type<Language>().default('fr'),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** A training organisation. */
export const Organisation = defineEntity({
  name: 'Organisation',
  tableName: 'organisations',
  properties: {
    id: p.uuid().primary(),
    siret: p.text(),
    name: p.text(),
    contactEmail: p.text().nullable(),
    language: p.text().$type<Language>().default('fr'),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});

/** A key by which an organisation's software signs in: only its hash is kept. */
export const OrganisationApiKey = defineEntity({
  name: 'OrganisationApiKey',
  tableName: 'organisation_api_keys',
  properties: {
    id: p.uuid().primary(),
    organisationId: p.uuid(),
    name: p.text(),
    /** The first characters, to tell keys apart on a page. */
    prefix: p.text(),
    hash: p.blob(),
    createdAt: p.datetime().defaultRaw('now()'),
    lastUsedAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
  },
});
