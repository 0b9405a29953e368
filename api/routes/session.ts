import { readAccount } from '../../db/accounts/account.ts';
import { passSecondStep } from '../account/second-factor.ts';
import { endSession, providerLogoutPath } from '../franceconnect/logout.ts';
import { done, ok, type Reply } from '../http/reply.ts';
import { type Exchange, route } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';
import { secondStepMissingSchema, secondStepSchema } from '../schemas/account.ts';
import { credentialsSchema } from '../schemas/messages.ts';
import { sessionInfoSchema } from '../schemas/people.ts';
import { hasDevice, rememberDevice } from '../security/device.ts';
import { traineeWith } from '../security/log-in.ts';
import { sessionInfo } from '../security/session-info.ts';
import { awaitSecondStep, openSession, pendingTraineeOf } from '../security/session-life.ts';
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
      const { services, body, req, res } = exchange;
      const { id, nirIndex, hasSecondFactor, forgive } = await traineeWith(exchange, body);
      const now = services.clock.now();
      if (hasSecondFactor) {
        await Promise.all([forgive(), awaitSecondStep(req, id, now)]);
        return { status: 202, json: { secondFactorRequired: true } };
      }
      rememberDevice(res, services, nirIndex);
      const [reply] = await Promise.all([open(exchange, id), forgive()]);
      return reply;
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
      const { services, em, body, req, res } = exchange;
      const traineeId = pendingTraineeOf(req.session, services.clock.now());
      if (traineeId === null) throw new Problem('second_factor_missing');
      await passSecondStep(exchange, traineeId, body.code);
      const account = await readAccount(em, services.vault, traineeId);
      if (account !== null) rememberDevice(res, services, account.nirIndex);
      return await open(exchange, traineeId);
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

async function open({ services, em, req }: Exchange, traineeId: string): Promise<Reply> {
  const now = services.clock.now();
  await openSession(req, traineeId, now);
  return ok(await sessionInfo(em, req, traineeId, now));
}
