import { z } from 'zod';
import { registrationProfileSchema } from './registration.ts';

/** What a person says of themselves, as a whole: what is left out is not kept. */
export const profileSchema = registrationProfileSchema
  .omit({ termsAccepted: true, termsVersion: true })
  .meta({ id: 'Profile' });

const address = z.object({
  street: z.string(),
  complement: z.string().nullable(),
  postcode: z.string(),
  city: z.string(),
  country: z.string().meta({ description: 'ISO 3166-1 alpha-2; `FR` overseas too.' }),
});

/** The same as it is kept. */
export const keptProfileSchema = z
  .object({
    phone: z.string().nullable().meta({ description: 'E.164.' }),
    address: address.nullable(),
    diploma: z.object({ level: z.int(), year: z.int() }).nullable(),
    category: z.int().nullable(),
  })
  .meta({ id: 'KeptProfile' });
