import { z } from 'zod';
import { holidayRegions } from '../../domain/calendar/holidays.ts';
import { policyOf } from '../../domain/policy/versions.ts';
import { centsAnswer, dayAnswer, daySchema } from './parts.ts';
import { lineSchema } from './text.ts';

const { maxPriceCents, smallestCardPaymentCents } = policyOf('2026-01');
const wrongPrice = `Un prix est 0, ou un nombre entier de centimes de ${smallestCardPaymentCents} à ${maxPriceCents}.`;
const mostHours = 10_000;
const longestPlace = 200;

/** A session as it is published and shown. */
export const sessionSchema = z
  .object({
    id: z.uuid(),
    trainingId: z.uuid(),
    startsOn: dayAnswer,
    endsOn: dayAnswer,
    datesLabel: z.string(),
    priceCents: centsAnswer,
    hours: z.number().nullable(),
    place: z.string(),
    remote: z.boolean(),
    hasPrerequisites: z.boolean(),
    region: z.enum(holidayRegions),
    status: z.enum(['open', 'closed']),
  })
  .meta({ id: 'Session' });

/** A training as a list shows it. */
export const trainingItemSchema = z
  .object({
    id: z.uuid(),
    title: z.string(),
    certification: z.string().nullable(),
    subject: z.string().nullable(),
    exitLevel: z.string().nullable(),
    rncpCode: z.string().nullable(),
    organisation: z.object({ id: z.uuid(), name: z.string() }),
    department: z.object({ code: z.string(), name: z.string().nullable() }).nullable(),
    region: z.string().nullable(),
    hours: z.object({ min: z.number().nullable(), max: z.number().nullable() }),
    priceCents: z.object({ min: centsAnswer.nullable(), max: centsAnswer.nullable() }),
    openSessions: z.int(),
    nextSessionStartsOn: dayAnswer.nullable(),
  })
  .meta({ id: 'TrainingItem' });

/** A training with its open sessions. */
export const trainingSchema = trainingItemSchema
  .extend({ highlights: z.string().nullable(), sessions: z.array(sessionSchema) })
  .meta({ id: 'Training' });

const terms = {
  startsOn: daySchema,
  endsOn: daySchema,
  priceCents: z.union([z.literal(0), z.int().min(smallestCardPaymentCents).max(maxPriceCents)], {
    error: wrongPrice,
  }),
  hours: z.number().positive().max(mostHours).nullable(),
  place: lineSchema(longestPlace),
  remote: z.boolean(),
  hasPrerequisites: z.boolean(),
  region: z.enum(holidayRegions),
};

/** A session to publish. */
export const newSessionSchema = z
  .strictObject({
    trainingId: z.uuid(),
    ...terms,
    hours: terms.hours.default(null),
    region: terms.region.optional().meta({
      description:
        'Whose public holidays count. Left out: those of the first postcode in `place`, otherwise of the training’s department.',
    }),
  })
  .refine(({ startsOn, endsOn }) => endsOn >= startsOn, {
    path: ['endsOn'],
    error: 'La session ne peut pas finir avant d’avoir commencé.',
  })
  .meta({ id: 'NewSession' });

/** What may be changed of a session. */
export const sessionChangesSchema = z
  .strictObject({ ...terms, status: z.enum(['open', 'closed']) })
  .partial()
  .meta({ id: 'SessionChanges' });
