import { z } from 'zod';
import { noticeStatuses } from '../../domain/notices/notice-kinds.ts';
import { deadlineSchema } from './dossier.ts';
import { instantSchema, stateSchema } from './parts.ts';

/** A line of the timeline. */
export const eventSchema = z
  .object({
    version: z.int(),
    type: z.string(),
    by: z.string(),
    fromState: stateSchema.nullable(),
    toState: stateSchema,
    label: z.string(),
    at: instantSchema,
    deadline: deadlineSchema.nullable(),
    details: z.record(z.string(), z.unknown()),
    mail: z.object({ status: z.enum(noticeStatuses), label: z.string(), at: instantSchema }).nullable(),
  })
  .meta({ id: 'DossierEvent' });

/** Who in an organisation did something in its name. */
export const senderSchema = z.object({
  type: z.enum(['member', 'key']),
  id: z.uuid(),
  name: z.string().nullable(),
});

/** One line of a dossier's timeline, for its organisation. */
export const organisationEventSchema = eventSchema
  .omit({ details: true })
  .extend({
    sender: senderSchema
      .nullable()
      .meta({ description: 'Which of our members or keys sent it; null for what others did.' }),
  })
  .meta({ id: 'OrganisationDossierEvent' });
