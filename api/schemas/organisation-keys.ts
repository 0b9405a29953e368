import { z } from 'zod';
import { instantSchema } from './parts.ts';
import { lineSchema } from './text.ts';

const longestName = 100;
const longestOverlapHours = 7 * 24;

/** What a key is to be. */
export const newKeySchema = z
  .strictObject({
    name: lineSchema(longestName),
    signed: z.boolean().default(false).meta({
      description: 'Every request made with the key must be signed (docs/organisation-access.md).',
    }),
  })
  .meta({ id: 'NewApiKey' });

/** What is changed of a key. */
export const keyChangeSchema = z.strictObject({ name: lineSchema(longestName) }).meta({ id: 'ApiKeyChange' });

/** How a key is to be replaced. */
export const rotationSchema = z
  .strictObject({
    overlapHours: z.int().min(0).max(longestOverlapHours).default(24).meta({
      description: 'How long the old key still works.',
    }),
    signed: z.boolean().optional().meta({ description: 'As the old key unless given.' }),
  })
  .meta({ id: 'ApiKeyRotation' });

/** A key as lists show it. */
export const keySchema = z
  .object({
    id: z.uuid(),
    name: z.string(),
    prefix: z.string().meta({ description: 'The characters after `dfo_`, to tell keys apart.' }),
    signed: z.boolean(),
    status: z.enum(['active', 'expiring', 'expired', 'revoked']),
    createdAt: instantSchema,
    createdBy: z.object({ id: z.uuid(), name: z.string().nullable() }).nullable(),
    lastUsedAt: instantSchema.nullable(),
    expiresAt: instantSchema.nullable(),
    revokedAt: instantSchema.nullable(),
    replacedBy: z.uuid().nullable(),
  })
  .meta({ id: 'ApiKey' });

/** A key just made. */
export const madeKeySchema = z
  .object({
    apiKey: keySchema,
    key: z.string().nullable().meta({ description: 'Shown this once; null when the request is repeated.' }),
    signingSecret: z.string().nullable().meta({ description: 'Shown this once, for a key that signs.' }),
  })
  .meta({ id: 'MadeApiKey' });
