import { z } from 'zod';
import { instantSchema } from './parts.ts';

/** Where an export of one's data stands. */
export const exportStateSchema = z
  .object({
    id: z.uuid(),
    status: z.enum(['preparing', 'ready', 'erased']),
    requestedAt: instantSchema,
    readyAt: instantSchema.nullable(),
    expiresAt: instantSchema.nullable().meta({ description: 'Until when its files can be fetched.' }),
  })
  .meta({ id: 'DataExport' });

/** Which file of an export. */
export const exportFileQuery = z.object({ format: z.enum(['json', 'pdf']).default('json') });

/** An account that was closed. */
export const erasureSchema = z
  .object({
    reflectionEndsAt: instantSchema.meta({
      description: 'Until then the account can be opened again, on demand.',
    }),
  })
  .meta({ id: 'AccountErasure' });
