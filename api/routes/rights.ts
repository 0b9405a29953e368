import { z } from 'zod';
import { pageQuery } from '../http/cursor.ts';
import { ok } from '../http/reply.ts';
import { route } from '../http/route.ts';
import { rightsOf } from '../rights/rights.ts';
import { rightsSchema } from '../schemas/people.ts';

/** A trainee's rights. */
export const rightsRoutes = [
  route({
    method: 'get',
    path: '/api/rights',
    access: 'trainee',
    tag: 'rights',
    summary: 'My rights: free, held, and what moved them',
    query: z.object(pageQuery),
    successes: [{ status: 200, description: 'Latest movement first.', schema: rightsSchema }],
    handle: async ({ em, caller, query }) => ok(await rightsOf(em, caller.id, query)),
  }),
];
