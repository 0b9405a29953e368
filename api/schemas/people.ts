import { z } from 'zod';
import { centsAnswer, instantSchema } from './parts.ts';

/** Who is logged in, and the token that writes need. */
export const sessionInfoSchema = z
  .object({
    trainee: z.object({
      id: z.uuid(),
      name: z.string(),
      firstName: z.string().nullable(),
      birthName: z.string(),
      email: z.string(),
      phone: z.string().nullable(),
    }),
    csrfToken: z.string(),
    endsAt: instantSchema.meta({ description: 'When the session ends, whatever is done.' }),
    idleEndsAt: instantSchema.meta({ description: 'When it ends at the soonest, if nothing more is asked.' }),
    mailProblem: z.boolean().meta({
      description: 'The last mail to the present address did not arrive: ask the person to check it.',
    }),
  })
  .meta({ id: 'SessionInfo' });

/** A trainee's rights. */
export const rightsSchema = z
  .object({
    balanceCents: centsAnswer,
    reservedCents: centsAnswer,
    entries: z.array(
      z.object({
        kind: z.enum(['credit', 'reserve', 'release', 'consume', 'restore']),
        at: instantSchema,
        label: z.string().meta({ description: 'What it was, in plain French.' }),
        dossierNumber: z.string().nullable(),
        dossier: z
          .object({
            number: z.string(),
            trainingTitle: z.string().nullable(),
            deleted: z
              .boolean()
              .meta({ description: 'It was taken off the list, and cannot be read any more.' }),
          })
          .nullable(),
        availableCents: centsAnswer,
        reservedCents: centsAnswer,
        consumedCents: centsAnswer,
      }),
    ),
    nextPage: z.string().nullable(),
  })
  .meta({ id: 'Rights' });
