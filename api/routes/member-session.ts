import { done, ok } from '../http/reply.ts';
import { route } from '../http/route.ts';
import {
  beginFactor,
  confirmFactor,
  factorState,
  removeFactor,
  renewCodes,
} from '../organisation/member-factor.ts';
import { completeLogin, logInMember } from '../organisation/member-login.ts';
import { changePassword } from '../organisation/member-password.ts';
import { memberSessionInfo } from '../organisation/member-session.ts';
import { secondFactorSchema } from '../schemas/account.ts';
import {
  codeSchema,
  factorProofSchema,
  memberCredentialsSchema,
  memberLoginSchema,
  memberPasswordSchema,
  memberSessionSchema,
  newFactorSchema,
  passwordChangeSchema,
  recoveryCodesSchema,
} from '../schemas/members.ts';
import { prove } from '../security/fresh-proof.ts';
import { ended } from '../security/session-life.ts';
import { sessionCookieName } from '../security/sessions.ts';

const path = '/api/organisation/session';
const tag = 'organisation session';
const proofProblems = [
  'invalid_member_credentials',
  'second_factor_off',
  'second_factor_invalid',
  'too_many_attempts',
] as const;

/** Logging in and out for those who work for an organisation, and their own second factor and password. */
export const memberSessionRoutes = [
  route({
    method: 'post',
    path,
    access: 'visitor',
    tag,
    summary: 'Log in with email and password',
    description:
      'With a second factor, the answer asks for its code: `POST /api/organisation/session/second-factor`.',
    body: memberCredentialsSchema,
    successes: [{ status: 200, description: 'Right so far.', schema: memberLoginSchema }],
    problems: ['invalid_member_credentials', 'too_many_attempts'],
    handle: async (exchange) => {
      const status = await logInMember(exchange, exchange.body);
      if (status === 'second_factor_expected') return ok({ status });
      return ok(await memberSessionInfo(exchange.em, exchange.req, exchange.services.clock.now()));
    },
  }),
  route({
    method: 'post',
    path: `${path}/second-factor`,
    access: 'visitor',
    tag,
    summary: 'Give the code that the login waits for',
    body: codeSchema,
    successes: [{ status: 200, description: 'Logged in.', schema: memberSessionSchema }],
    problems: ['second_factor_invalid', 'second_factor_not_expected', 'too_many_attempts'],
    handle: async (exchange) => {
      await completeLogin(exchange, exchange.body.code);
      return ok(await memberSessionInfo(exchange.em, exchange.req, exchange.services.clock.now()));
    },
  }),
  route({
    method: 'get',
    path,
    access: 'member',
    tag,
    summary: 'Who is logged in, what they may do, and the CSRF token for writes',
    successes: [{ status: 200, description: 'Logged in.', schema: memberSessionSchema }],
    handle: async ({ em, req, services }) => ok(await memberSessionInfo(em, req, services.clock.now())),
  }),
  route({
    method: 'delete',
    path,
    access: 'member',
    tag,
    summary: 'Log out',
    successes: [{ status: 204, description: 'Logged out.' }],
    handle: async ({ services, req, res }) => {
      await ended(req.session);
      res.clearCookie(sessionCookieName(services.config.PUBLIC_URL), { path: '/' });
      return done;
    },
  }),
  route({
    method: 'post',
    path: '/api/organisation/session/proof',
    access: 'member',
    tag,
    summary: 'Give my password once more, for what answers `fresh_proof_required`',
    description: 'Counts for ten minutes, as a login does. The session gets a new id.',
    body: memberPasswordSchema,
    successes: [{ status: 204, description: 'Taken.' }],
    problems: ['invalid_member_credentials', 'too_many_attempts'],
    handle: async (exchange) => {
      await prove(exchange, exchange.body.password);
      return done;
    },
  }),
  route({
    method: 'put',
    path: '/api/organisation/session/password',
    access: 'member',
    tag,
    summary: 'Change my password; my other sessions end',
    body: passwordChangeSchema,
    successes: [{ status: 200, description: 'Changed; the CSRF token is new.', schema: memberSessionSchema }],
    problems: ['invalid_member_credentials', 'too_many_attempts'],
    handle: async (exchange) => {
      await changePassword(exchange, exchange.body);
      return ok(await memberSessionInfo(exchange.em, exchange.req, exchange.services.clock.now()));
    },
  }),
  route({
    method: 'get',
    path: '/api/organisation/second-factor',
    access: 'member',
    tag,
    summary: 'Whether my second factor is on, and how many recovery codes are left',
    successes: [{ status: 200, description: 'Its state.', schema: secondFactorSchema }],
    handle: async (exchange) => ok(await factorState(exchange)),
  }),
  route({
    method: 'post',
    path: '/api/organisation/second-factor',
    access: 'member',
    tag,
    summary: 'Begin a second factor, by my password: a secret for an authenticator app',
    description: 'The session gets a new id.',
    body: memberPasswordSchema,
    successes: [
      { status: 200, description: 'Not in force until a code confirms it.', schema: newFactorSchema },
    ],
    problems: ['invalid_member_credentials', 'too_many_attempts', 'second_factor_not_expected'],
    handle: async (exchange) => ok(await beginFactor(exchange, exchange.body.password)),
  }),
  route({
    method: 'put',
    path: '/api/organisation/second-factor',
    access: 'member',
    tag,
    summary: 'Confirm the second factor by one of its codes',
    description: 'My other sessions end, this one gets a new id, and a mail tells of it.',
    body: codeSchema,
    successes: [{ status: 200, description: 'In force.', schema: recoveryCodesSchema }],
    problems: ['second_factor_invalid'],
    handle: async (exchange) => ok({ recoveryCodes: await confirmFactor(exchange, exchange.body.code) }),
  }),
  route({
    method: 'post',
    path: '/api/organisation/second-factor/recovery-codes',
    access: 'member',
    tag,
    summary: 'Make new recovery codes, by my password and a code; those before are worth nothing',
    description: 'A mail tells of it. A recovery code is taken in place of the app’s.',
    body: factorProofSchema,
    successes: [{ status: 200, description: 'In force.', schema: recoveryCodesSchema }],
    problems: proofProblems,
    handle: async (exchange) => ok({ recoveryCodes: await renewCodes(exchange, exchange.body) }),
  }),
  route({
    method: 'post',
    path: '/api/organisation/second-factor/removal',
    access: 'member',
    tag,
    summary: 'Take my second factor away, by my password and one of its codes',
    description: 'What needs a second factor is refused from then on. A mail tells of it.',
    body: factorProofSchema,
    successes: [{ status: 204, description: 'Removed.' }],
    problems: proofProblems,
    handle: async (exchange) => {
      await removeFactor(exchange, exchange.body);
      return done;
    },
  }),
];
