import { defineEntity, p } from '@mikro-orm/postgresql';
import type { DigestRhythm } from '../../domain/notices/digest.ts';
import type { Language } from '../../domain/notices/notice-kinds.ts';
import type { OptionalKind } from '../../domain/notices/preferences.ts';

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
    firstName: p.text(),
    email: p.text(),
    phone: p.text().nullable(),
    passwordHash: p.text(),
    /** Job seekers do not owe the mandatory contribution of the policy. */
    jobSeeker: p.boolean().default(false),
    /** In which language mails are written. */
    language: p.text().$type<Language>().default('fr'),
    /** Optional mails that they do not want. */
    mutedKinds: p.array().$type<OptionalKind[]>(),
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
    mutedKinds: p.array().$type<OptionalKind[]>(),
    /** When news leave. */
    digest: p.text().$type<DigestRhythm>().default('at_once'),
    createdAt: p.datetime().defaultRaw('now()'),
  },
});
