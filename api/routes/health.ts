import { z } from 'zod';
import { silentServices } from '../health/readiness.ts';
import { ok } from '../http/reply.ts';
import { route } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';

/** For whoever runs the service. */
export const healthRoutes = [
  route({
    method: 'get',
    path: '/healthz',
    access: 'anyone',
    tag: 'health',
    summary: 'Alive',
    successes: [
      { status: 200, description: 'The process answers.', schema: z.object({ status: z.literal('ok') }) },
    ],
    handle: () => ok({ status: 'ok' }),
  }),
  route({
    method: 'get',
    path: '/readyz',
    access: 'anyone',
    tag: 'health',
    summary: 'Ready: Postgres and Temporal answer',
    description: 'Answers 503 with the names of those that do not (`down`: `postgres`, `temporal`).',
    successes: [
      { status: 200, description: 'All answer.', schema: z.object({ status: z.literal('ready') }) },
    ],
    handle: async ({ services }) => {
      const down = await silentServices(services);
      if (down.length > 0) throw new Problem('temporarily_unavailable', { details: { down } });
      return ok({ status: 'ready' });
    },
  }),
];
