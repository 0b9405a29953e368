import { z } from 'zod';
import { linkedSince } from '../../db/people/identity-links.ts';
import { linkPending } from '../franceconnect/link.ts';
import { forgetPending, maskedIdentity, pendingIdentity } from '../franceconnect/pending.ts';
import { registerPending } from '../franceconnect/register.ts';
import { askToTakeOver, takeAccountOver } from '../franceconnect/take-over.ts';
import { unlink } from '../franceconnect/unlink.ts';
import { done, ok } from '../http/reply.ts';
import { route } from '../http/route.ts';
import { passwordResetSchema } from '../schemas/account.ts';
import { franceConnectStatusSchema, passwordSchema, takeoverSchema } from '../schemas/franceconnect.ts';
import { credentialsSchema } from '../schemas/messages.ts';
import { sessionInfoSchema } from '../schemas/people.ts';
import { registrationSchema, vouchedRegistrationSchema } from '../schemas/registration.ts';
import { sessionInfo } from '../security/session-info.ts';
import { traineeOf } from '../security/session-life.ts';

const tag = 'franceconnect';

/** Which account a FranceConnect+ identity opens. */
export const franceConnectAccountRoutes = [
  route({
    method: 'get',
    path: '/api/franceconnect',
    access: 'visitor',
    tag,
    summary: 'Whether FranceConnect+ is offered, linked, or waits for an account to be named',
    successes: [{ status: 200, description: 'Where it stands.', schema: franceConnectStatusSchema }],
    handle: async ({ services, em, req }) => {
      const now = services.clock.now();
      const traineeId = traineeOf(req.session, now);
      const pending = pendingIdentity(req.session, now);
      const status = {
        available: services.franceConnect !== null,
        linkedSince: traineeId === null ? null : await linkedSince(em, traineeId),
        pending: pending === null ? null : maskedIdentity(pending),
      };
      return { ...ok(status), headers: { 'Cache-Control': 'no-store' } };
    },
  }),
  route({
    method: 'delete',
    path: '/api/franceconnect',
    access: 'visitor',
    tag,
    summary: 'Forget the identity that waits',
    successes: [{ status: 204, description: 'Forgotten.' }],
    handle: ({ req }) => {
      forgetPending(req.session);
      return done;
    },
  }),
  route({
    method: 'post',
    path: '/api/franceconnect/link',
    access: 'visitor',
    tag,
    summary: 'Link the identity that waits to one’s account, proven by number and password, and log in',
    body: credentialsSchema.extend({ code: z.string().min(6).max(20).optional() }),
    successes: [{ status: 200, description: 'Linked and logged in.', schema: sessionInfoSchema }],
    problems: [
      'invalid_credentials',
      'too_many_attempts',
      'too_many_requests',
      'second_factor_wrong',
      'franceconnect_nothing_pending',
      'franceconnect_identity_mismatch',
      'franceconnect_already_linked',
    ],
    handle: async (exchange) => {
      const { services, em, body, req } = exchange;
      const traineeId = await linkPending(exchange, body);
      return ok(await sessionInfo(em, req, traineeId, services.clock.now()));
    },
  }),
  route({
    method: 'post',
    path: '/api/franceconnect/registration',
    access: 'visitor',
    tag,
    summary:
      'Create an account for the identity that waits, with another email than the one FranceConnect+ holds',
    description: 'Goes on as any registration does, at `Location`; the account is linked when it is opened.',
    body: vouchedRegistrationSchema,
    successes: [{ status: 201, description: 'Begun; a code is on its way.', schema: registrationSchema }],
    problems: [
      'captcha_wrong',
      'too_many_requests',
      'idempotency_key_reused',
      'franceconnect_nothing_pending',
      'franceconnect_identity_mismatch',
    ],
    handle: (exchange) => registerPending(exchange, exchange.body),
  }),
  route({
    method: 'post',
    path: '/api/franceconnect/takeover',
    access: 'visitor',
    tag,
    summary: 'Ask for the account of one’s own number that somebody else opened, or whose password is lost',
    description:
      'For the identity that waits. A link goes to the new address, a warning to the old one; the answer is the same where there is no such account, or where it is linked.',
    body: takeoverSchema,
    successes: [{ status: 202, description: 'Taken in; the mail tells the rest.', schema: z.object({}) }],
    problems: ['franceconnect_nothing_pending', 'franceconnect_identity_mismatch', 'too_many_requests'],
    handle: (exchange) => askToTakeOver(exchange, exchange.body),
  }),
  route({
    method: 'post',
    path: '/api/franceconnect/takeover/completion',
    access: 'visitor',
    tag,
    summary:
      'Take the account over by the link, once, with a new password; FranceConnect+ opens it from then on',
    body: passwordResetSchema,
    successes: [{ status: 204, description: 'Done: sessions, links and second factor of before are gone.' }],
    problems: ['link_invalid', 'too_many_requests'],
    handle: (exchange) => takeAccountOver(exchange, exchange.body),
  }),
  route({
    method: 'post',
    path: '/api/franceconnect/unlink',
    access: 'trainee',
    tag,
    summary: 'End the link; the password is asked again',
    body: passwordSchema,
    successes: [{ status: 204, description: 'FranceConnect+ no longer opens this account.' }],
    problems: ['password_wrong', 'too_many_attempts', 'franceconnect_not_linked'],
    handle: (exchange) => unlink(exchange, exchange.body.password),
  }),
];
