import { z } from 'zod';
import { isDossierNumber } from '../../domain/dossier/number.ts';
import { dossierStates } from '../../domain/dossier/states.ts';
import { calendarDaySchema } from '../../domain/dossier/message-schema.ts';

/** A dossier's number. */
export const numberSchema = z.string().refine(isDossierNumber).meta({
  description: 'Dossier number: 10 digits that start with 40.',
  pattern: '^40[0-9]{8}$',
  example: '4042234296',
});

/** The path parameter of a dossier's routes. */
export const numberParams = z.object({ number: numberSchema });

/** The path parameter of routes about a thing with a UUID. */
export const idParams = z.object({ id: z.uuid() });

/** The 13 states (domain.md). */
export const stateSchema = z.enum(dossierStates).meta({ id: 'DossierState' });

/** An instant in an answer. */
export const instantSchema = z.iso.datetime().meta({ description: 'ISO 8601, UTC.' });

/** A calendar day in a request. */
export const daySchema = calendarDaySchema.meta({ format: 'date', example: '2027-03-04' });

/** A calendar day in an answer. */
export const dayAnswer = z.iso.date();

/** An amount in an answer. */
export const centsAnswer = z.int().meta({ description: 'Euro cents.' });

/** A body that says nothing: absent, or `{}`. */
export const emptyBody = z.strictObject({}).optional();

/** What a page of a list looks like. */
export function pageSchema<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextPage: z.string().nullable() });
}
