import { z } from 'zod';
import { done, ok } from '../http/reply.ts';
import { route } from '../http/route.ts';
import { setMemberLanguage } from '../../db/organisation/member-language.ts';
import { endMemberLogin, memberLogins } from '../organisation/member-logins.ts';
import { forgetMemberPassword, resetMemberPassword } from '../organisation/password-reset.ts';
import { nothingSchema, sessionListSchema } from '../schemas/account.ts';
import {
  memberLanguageSchema,
  memberPasswordResetRequestSchema,
  memberPasswordResetSchema,
} from '../schemas/members.ts';

const tag = 'organisation session';

/** A member's own access: a lost password, where they are logged in, and in which language they are written to. */
export const memberAccountRoutes = [
  route({
    method: 'post',
    path: '/api/organisation/password-resets',
    access: 'visitor',
    tag,
    summary: 'Ask for a link to a new password; the answer is the same for everybody',
    body: memberPasswordResetRequestSchema,
    successes: [{ status: 202, description: 'Taken in; the mail tells the rest.', schema: nothingSchema }],
    problems: ['too_many_requests'],
    handle: async (exchange) => await forgetMemberPassword(exchange, exchange.body),
  }),
  route({
    method: 'post',
    path: '/api/organisation/password-resets/completion',
    access: 'visitor',
    tag,
    summary: 'Choose a new password by a link, once; every session ends, the second factor stays',
    body: memberPasswordResetSchema,
    successes: [{ status: 204, description: 'Done.' }],
    problems: ['link_invalid', 'too_many_requests'],
    handle: async (exchange) => await resetMemberPassword(exchange, exchange.body),
  }),
  route({
    method: 'put',
    path: '/api/organisation/session/language',
    access: 'member',
    tag,
    summary: 'Choose the language of mails to me personally; null for that of the organisation',
    body: memberLanguageSchema,
    successes: [{ status: 204, description: 'Done.' }],
    handle: async ({ em, caller, body }) => {
      await setMemberLanguage(em, caller.by.id, body.language);
      return done;
    },
  }),
  route({
    method: 'get',
    path: '/api/organisation/logins',
    access: 'member',
    tag,
    summary: 'Where I am logged in, the last used first',
    successes: [{ status: 200, description: 'Those that live.', schema: sessionListSchema }],
    handle: async (exchange) => ok({ items: await memberLogins(exchange) }),
  }),
  route({
    method: 'delete',
    path: '/api/organisation/logins/:id',
    access: 'member',
    tag,
    summary: 'Log out somewhere',
    params: z.object({ id: z.uuid() }),
    unknown: 'login_session_not_found',
    successes: [{ status: 204, description: 'Done.' }],
    handle: async (exchange) => {
      await endMemberLogin(exchange, exchange.params.id);
      return done;
    },
  }),
];
