import { askForEmail, confirmEmail } from '../account/email.ts';
import { changePassword, forgetPassword, resetPassword } from '../account/password.ts';
import * as factor from '../account/second-factor.ts';
import { endOneSession, listSessions } from '../account/sessions.ts';
import { done as noContent } from '../http/reply.ts';
import { route, type Success } from '../http/route.ts';
import * as schemas from '../schemas/account.ts';
import { idParams } from '../schemas/parts.ts';

const tag = 'account';
const taken: Success = {
  status: 202,
  description: 'Taken in; the mail tells the rest.',
  schema: schemas.nothingSchema,
};
const done: Success = { status: 204, description: 'Done.' };
const tries = ['password_wrong', 'too_many_attempts'] as const;

/** One's own account: password, email, sessions, second step. */
export const accountRoutes = [
  route({
    method: 'post',
    path: '/api/password-resets',
    access: 'visitor',
    tag,
    summary: 'Ask for a link to a new password; the answer is the same for everybody',
    body: schemas.passwordResetRequestSchema,
    successes: [taken],
    problems: ['too_many_requests'],
    handle: (exchange) => forgetPassword(exchange, exchange.body),
  }),
  route({
    method: 'post',
    path: '/api/password-resets/completion',
    access: 'visitor',
    tag,
    summary: 'Choose a new password by a link, once; every session ends',
    body: schemas.passwordResetSchema,
    successes: [done],
    problems: ['link_invalid', 'too_many_requests', 'too_many_attempts'],
    handle: (exchange) => resetPassword(exchange, exchange.body),
  }),
  route({
    method: 'put',
    path: '/api/password',
    access: 'trainee',
    tag,
    summary: 'Change the password; every other session ends',
    body: schemas.passwordChangeSchema,
    successes: [done],
    problems: tries,
    handle: (exchange) => changePassword(exchange, exchange.body),
  }),
  route({
    method: 'post',
    path: '/api/email-changes',
    access: 'trainee',
    tag,
    summary: 'Ask for another email: a link goes to it, a warning to the old one',
    body: schemas.emailChangeSchema,
    successes: [taken],
    problems: [...tries, 'too_many_requests'],
    handle: (exchange) => askForEmail(exchange, exchange.body),
  }),
  route({
    method: 'post',
    path: '/api/email-changes/completion',
    access: 'visitor',
    tag,
    summary: 'Confirm another email by its link, once',
    body: schemas.linkSchema,
    successes: [done],
    problems: ['link_invalid', 'too_many_requests'],
    handle: (exchange) => confirmEmail(exchange, exchange.body),
  }),
  route({
    method: 'get',
    path: '/api/sessions',
    access: 'trainee',
    tag,
    summary: 'My sessions, the last used first',
    successes: [{ status: 200, description: 'Those that live.', schema: schemas.sessionListSchema }],
    handle: (exchange) => listSessions(exchange),
  }),
  route({
    method: 'delete',
    path: '/api/sessions/:id',
    access: 'trainee',
    tag,
    summary: 'End one of my sessions',
    params: idParams,
    unknown: 'login_session_not_found',
    successes: [done],
    handle: async (exchange) => {
      await endOneSession(exchange, exchange.params.id);
      return noContent;
    },
  }),
  route({
    method: 'get',
    path: '/api/second-factor',
    access: 'trainee',
    tag,
    summary: 'Whether the second step is on, and how many recovery codes are left',
    successes: [{ status: 200, description: 'Its state.', schema: schemas.secondFactorSchema }],
    handle: (exchange) => factor.showSecondFactor(exchange),
  }),
  route({
    method: 'post',
    path: '/api/second-factor',
    access: 'trainee',
    tag,
    summary: 'Propose a secret for the second step (TOTP)',
    body: schemas.passwordAgainSchema,
    successes: [{ status: 200, description: 'To confirm.', schema: schemas.secondFactorProposalSchema }],
    problems: [...tries, 'second_factor_on'],
    handle: (exchange) => factor.proposeSecondFactor(exchange, exchange.body),
  }),
  route({
    method: 'post',
    path: '/api/second-factor/confirmation',
    access: 'trainee',
    tag,
    summary: 'Turn the second step on with a first code; gives the recovery codes, once',
    body: schemas.secondStepSchema,
    successes: [{ status: 200, description: 'On.', schema: schemas.recoveryCodesSchema }],
    problems: ['second_factor_wrong', 'second_factor_on', 'second_factor_off', 'too_many_requests'],
    handle: (exchange) => factor.confirmSecondFactor(exchange, exchange.body),
  }),
  route({
    method: 'post',
    path: '/api/second-factor/recovery-codes',
    access: 'trainee',
    tag,
    summary: 'Make new recovery codes, by the password and a code; those before are worth nothing',
    description: 'A mail tells of it. A recovery code is taken in place of the app’s.',
    body: schemas.passwordAndCodeSchema,
    successes: [{ status: 200, description: 'In force.', schema: schemas.recoveryCodesSchema }],
    problems: [...tries, 'second_factor_wrong', 'second_factor_off', 'too_many_requests'],
    handle: (exchange) => factor.renewRecoveryCodes(exchange, exchange.body),
  }),
  route({
    method: 'post',
    path: '/api/second-factor/removal',
    access: 'trainee',
    tag,
    summary: 'Turn the second step off',
    body: schemas.passwordAgainSchema,
    successes: [done],
    problems: [...tries, 'second_factor_off'],
    handle: (exchange) => factor.removeSecondFactor(exchange, exchange.body),
  }),
];
