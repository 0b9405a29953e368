import { z } from 'zod';
import { instantSchema } from './parts.ts';

/** What a page needs to offer FranceConnect+. */
export const franceConnectStatusSchema = z
  .object({
    available: z.boolean().meta({ description: 'Whether logging in by FranceConnect+ is configured.' }),
    linkedSince: instantSchema.nullable().meta({
      description: 'Since when the account that is logged in is linked; null when it is not, or nobody is.',
    }),
    pending: z
      .object({
        givenNames: z.string(),
        birthName: z.string(),
        birthYear: z.int(),
        email: z.string().nullable(),
        expiresAt: instantSchema,
      })
      .nullable()
      .meta({ description: 'An identity that waits to be linked, masked.' }),
  })
  .meta({ id: 'FranceConnectStatus' });

/** The first page of a login by FranceConnect+. */
export const beginQuery = z.object({
  return: z.string().max(300).optional().meta({
    description: 'Path of our own pages to come back to; others lead to `/dossiers`.',
    example: '/dossiers/4042234296',
  }),
});

/** What the provider sends a browser back with; checked by the client library. */
export const callbackQuery = z.looseObject({ state: z.string().max(300).optional() });

/** A password that proves who is there. */
export const passwordSchema = z.strictObject({ password: z.string().max(1_000) });

/** Whose account is to be taken over, and where its owner reads mails. */
export const takeoverSchema = z
  .strictObject({ nir: z.string().max(400), email: z.string().max(400) })
  .meta({ id: 'FranceConnectTakeover' });
