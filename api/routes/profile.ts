import { amendProfile, showProfile } from '../account/profile.ts';
import { ok } from '../http/reply.ts';
import { route } from '../http/route.ts';
import { keptProfileSchema, profileSchema } from '../schemas/profile.ts';

const ofProfile = { path: '/api/profile', access: 'trainee', tag: 'account' } as const;
const kept = { status: 200, description: 'As it is kept.', schema: keptProfileSchema } as const;

/** What a person says of themselves: phone, postal address, diploma, category. */
export const profileRoutes = [
  route({
    ...ofProfile,
    method: 'get',
    summary: 'My phone, postal address, diploma and category',
    successes: [kept],
    handle: async (exchange) => ok(await showProfile(exchange)),
  }),
  route({
    ...ofProfile,
    method: 'put',
    summary: 'Change them, all at once',
    body: profileSchema,
    successes: [kept],
    handle: async (exchange) => ok(await amendProfile(exchange, exchange.body)),
  }),
];
