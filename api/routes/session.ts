import { proveAnew } from '../account/prove-password.ts';
import { endSession, providerLogoutPath } from '../franceconnect/logout.ts';
import { done, ok, type Reply } from '../http/reply.ts';
import { type Exchange, route } from '../http/route.ts';
import { secondStepMissingSchema, secondStepSchema } from '../schemas/account.ts';
import { passwordSchema } from '../schemas/franceconnect.ts';
import { credentialsSchema } from '../schemas/messages.ts';
import { sessionInfoSchema } from '../schemas/people.ts';
import { hasDevice } from '../security/device.ts';
import { completeLogIn, logIn } from '../security/begin-session.ts';
import { sessionInfo } from '../security/session-info.ts';
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
    successes: [
      { status: 200, description: 'Logged in; the cookie is set.', schema: sessionInfoSchema },
      { status: 202, description: 'The second step is missing.', schema: secondStepMissingSchema },
    ],
    problems: ['invalid_credentials', 'too_many_attempts'],
    gate: (services, req) => {
      if (!hasDevice(req, services)) services.loginGate.refuseBlocked(req);
    },
    handle: async (exchange) => {
      const reply = await logIn(exchange, exchange.body, (traineeId) => welcome(exchange, traineeId));
      return reply ?? { status: 202, json: { secondFactorRequired: true } };
    },
  }),
  route({
    method: 'post',
    path: `${path}/second-factor`,
    access: 'visitor',
    tag,
    summary: 'The second step of a login: a code of the application, or a recovery code',
    body: secondStepSchema,
    successes: [{ status: 200, description: 'Logged in.', schema: sessionInfoSchema }],
    problems: ['second_factor_missing', 'second_factor_wrong', 'too_many_requests'],
    handle: async (exchange) => {
      return await welcome(exchange, await completeLogIn(exchange, exchange.body.code));
    },
  }),
  route({
    method: 'get',
    path,
    access: 'trainee',
    tag,
    summary: 'Who is logged in, until when, and the CSRF token for writes',
    successes: [{ status: 200, description: 'Logged in.', schema: sessionInfoSchema }],
    handle: async ({ services, em, caller, req }) =>
      ok(await sessionInfo(em, req, caller.id, services.clock.now())),
  }),
  route({
    method: 'post',
    path: `${path}/proof`,
    access: 'trainee',
    tag,
    summary: 'Give my password once more, for what answers `fresh_proof_required`',
    description: 'Counts for ten minutes, as a login by FranceConnect+ does. The session gets a new id.',
    body: passwordSchema,
    successes: [{ status: 204, description: 'Taken.' }],
    problems: ['password_wrong', 'too_many_attempts'],
    handle: async (exchange) => {
      await proveAnew(exchange, exchange.body.password);
      return done;
    },
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

async function welcome({ services, em, req }: Exchange, traineeId: string): Promise<Reply> {
  return ok(await sessionInfo(em, req, traineeId, services.clock.now()));
}
