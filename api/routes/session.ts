import { endSession, providerLogoutPath } from '../franceconnect/logout.ts';
import { done, ok } from '../http/reply.ts';
import { route } from '../http/route.ts';
import { credentialsSchema } from '../schemas/messages.ts';
import { sessionInfoSchema } from '../schemas/people.ts';
import { traineeWith } from '../security/log-in.ts';
import { sessionInfo } from '../security/session-info.ts';
import { renewed } from '../security/session-life.ts';
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
      await renewed(req.session);
      req.session.traineeId = traineeId;
      req.session.startedAt = services.clock.now();
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
    description: `After a login by FranceConnect+, \`Location\` names \`${providerLogoutPath}\`: a browser that goes there is logged out at FranceConnect+ too.`,
    successes: [{ status: 204, description: 'Logged out.' }],
    handle: async ({ services, req, res }) => {
      if (await endSession(req, services.clock.now())) {
        return { ...done, headers: { Location: providerLogoutPath } };
      }
      res.clearCookie(sessionCookieName(services.config.PUBLIC_URL), { path: '/' });
      return done;
    },
  }),
];
