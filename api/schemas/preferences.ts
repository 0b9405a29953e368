import { z } from 'zod';
import { digestRhythms } from '../../domain/notices/digest.ts';
import { languages } from '../../domain/language.ts';
import { type Audience } from '../../domain/notices/notice-kinds.ts';
import { optionalKinds } from '../../domain/notices/preferences.ts';

const language = z.enum(languages).meta({ description: 'In which language mails are written.' });
const digest = z.enum(digestRhythms).meta({
  description:
    'When news leave: at once, or in one mail at 08:30 (Paris) on business days. Reminders leave at once.',
});

function wanted<A extends Audience>(audience: A) {
  return z.partialRecord(z.enum(optionalKinds[audience]), z.boolean()).meta({
    description: 'For each optional mail whether it is wanted; what is absent stays.',
  });
}

function optionalList<A extends Audience>(audience: A) {
  const kind = z.enum(optionalKinds[audience]);
  return z.array(z.object({ kind, label: z.string(), wanted: z.boolean() }));
}

/** What a trainee may choose about mails. */
export const traineePreferenceChange = z
  .strictObject({ language: language.optional(), optional: wanted('trainee').optional() })
  .meta({ id: 'TraineePreferenceChange' });

/** What an organisation may choose about mails. */
export const organisationPreferenceChange = z
  .strictObject({
    language: language.optional(),
    digest: digest.optional(),
    optional: wanted('organisation').optional(),
  })
  .meta({ id: 'OrganisationPreferenceChange' });

/** What a trainee chose. */
export const traineePreferencesSchema = z
  .object({ language, optional: optionalList('trainee') })
  .meta({ id: 'TraineePreferences' });

/** What an organisation chose. */
export const organisationPreferencesSchema = z
  .object({ language, digest, optional: optionalList('organisation') })
  .meta({ id: 'OrganisationPreferences' });
