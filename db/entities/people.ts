import { defineEntity, p } from '@mikro-orm/postgresql';
import type { DigestRhythm } from '../../domain/notices/digest.ts';
import type { Language } from '../../domain/language.ts';
import type { OptionalKind } from '../../domain/notices/preferences.ts';

/** A person with training rights. The NIR stands here encrypted, with a keyed hash to find it by (`db/nir-vault.ts`). */
export const Trainee = defineEntity({
  name: 'Trainee',
  tableName: 'trainees',
  properties: {
    id: p.uuid().primary(),
    nirIndex: p.blob(),
    /** Which key made the index; null: not known. */
    nirIndexKeyId: p.text().nullable(),
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
    country: p.text().default('FR'),
    diplomaLevel: p.smallint().nullable(),
    diplomaYear: p.smallint().nullable(),
    socioProfessionalCategory: p.smallint().nullable(),
    passwordHash: p.text(),
    /** Job seekers do not owe the mandatory contribution of the policy. */
    jobSeeker: p.boolean().default(false),
    /** In which language mails are written. */
    language: p.text().$type<Language>().default('fr'),
    /** Optional mails that they do not want. */
    mutedKinds: p.array().$type<OptionalKind[]>(),
    createdAt: p.datetime().defaultRaw('now()'),
    /** Nobody logs in any more. */
    closedAt: p.datetime().nullable(),
    /** A session opened under another value is over. */
    sessionsFrom: p.datetime().defaultRaw('now()'),
    /** Nothing of the person is left in this row. */
    erasedAt: p.datetime().nullable(),
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
    mutedKinds: p.array().$type<OptionalKind[]>(),
    /** When news leave. */
    digest: p.text().$type<DigestRhythm>().default('at_once'),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});
