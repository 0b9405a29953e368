import type { EntityManager } from '@mikro-orm/postgresql';
import type { Request } from 'express';
import { queries } from '../../db/database.ts';
import { hasMailProblem } from '../../db/notices/failures.ts';
import { done, ok } from '../http/reply.ts';
import { route } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';
import { credentialsSchema } from '../schemas/messages.ts';
import { sessionInfoSchema } from '../schemas/people.ts';
import { csrfTokenOf } from '../security/csrf.ts';
import { identityOf } from '../security/identity.ts';
import { traineeWith } from '../security/log-in.ts';
import { ended, startedFor } from '../security/session-life.ts';
import { sessionCookieName } from '../security/sessions.ts';

const path = '/api/session';
const tag = 'session';

/** Logging in and out. */
export const sessionRoutes = [
  route({
    method: 'post',
    path,
    access: 'visitor',
    tag,
    summary: 'Log in with social security number and password',
    body: credentialsSchema,
    successes: [{ status: 200, description: 'Logged in; the cookie is set.', schema: sessionInfoSchema }],
    problems: ['invalid_credentials', 'too_many_attempts'],
    handle: async ({ services, em, body, req }) => {
      const traineeId = await traineeWith(services, em, { ...body, address: req.ip ?? '' });
      await startedFor(req, traineeId, services.clock.now());
      return ok(await sessionInfo(em, req, traineeId));
    },
  }),
  route({
    method: 'get',
    path,
    access: 'trainee',
    tag,
    summary: 'Who is logged in, and the CSRF token for writes',
    successes: [{ status: 200, description: 'Logged in.', schema: sessionInfoSchema }],
    handle: async ({ em, caller, req }) => ok(await sessionInfo(em, req, caller.id)),
  }),
  route({
    method: 'delete',
    path,
    access: 'trainee',
    tag,
    summary: 'Log out',
    successes: [{ status: 204, description: 'Logged out.' }],
    handle: async ({ services, req, res }) => {
      await ended(req.session);
      res.clearCookie(sessionCookieName(services.config.PUBLIC_URL), { path: '/' });
      return done;
    },
  }),
];

async function sessionInfo(em: EntityManager, req: Request, traineeId: string) {
  const trainee = await identityOf(em, traineeId);
  if (trainee === null) throw new Problem('authentication_required');
  const mailProblem = await hasMailProblem(queries(em), { traineeId, email: trainee.email });
  return { trainee, csrfToken: csrfTokenOf(req), mailProblem };
}
