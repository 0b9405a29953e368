import { z } from 'zod';
import { bookableNow } from '../catalogue/bookable.ts';
import { searchTrainings } from '../catalogue/search.ts';
import { trainingWithSessions } from '../catalogue/training.ts';
import { pageQuery } from '../http/cursor.ts';
import { ok } from '../http/reply.ts';
import { route } from '../http/route.ts';
import { trainingItemSchema, trainingSchema } from '../schemas/catalogue.ts';
import { idParams, pageSchema } from '../schemas/parts.ts';
import { lineSchema } from '../schemas/text.ts';

const longestSearch = 200;
const shortlyCached = { 'Cache-Control': 'public, max-age=10' };
const department = z
  .string()
  .regex(/^\d[\dAB]\d?$/, { error: 'Un code de département est attendu, comme 75, 2A ou 974.' })
  .meta({ example: '75' });

/** The catalogue, open to all. */
export const catalogueRoutes = [
  route({
    method: 'get',
    path: '/api/trainings',
    access: 'anyone',
    tag: 'catalogue',
    summary: 'Search trainings',
    description: 'Accents and endings do not matter; spelling mistakes are forgiven when little is found.',
    query: z.object({
      q: lineSchema(longestSearch).optional(),
      department: department.optional(),
      ...pageQuery,
    }),
    successes: [{ status: 200, description: 'Best first.', schema: pageSchema(trainingItemSchema) }],
    handle: async ({ em, query, services }) => ({
      ...ok(await searchTrainings(em, { ...query, bookable: bookableNow(services) })),
      headers: shortlyCached,
    }),
  }),
  route({
    method: 'get',
    path: '/api/trainings/:id',
    access: 'anyone',
    tag: 'catalogue',
    summary: 'One training with the sessions that can be requested today',
    params: idParams,
    unknown: 'training_not_found',
    successes: [{ status: 200, description: 'The training.', schema: trainingSchema }],
    handle: async ({ em, params, services }) => ({
      ...ok(await trainingWithSessions(em, params.id, bookableNow(services))),
      headers: shortlyCached,
    }),
  }),
];
