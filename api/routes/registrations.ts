import { z } from 'zod';
import { languages } from '../../domain/language.ts';
import { newCaptcha, spokenCaptcha } from '../captchas/captchas.ts';
import { networkOf } from '../http/network.ts';
import { created, ok, part } from '../http/reply.ts';
import { route, type Success } from '../http/route.ts';
import { beginRegistration } from '../registrations/begin.ts';
import { rememberBrowser } from '../registrations/browser.ts';
import { judgePassword } from '../registrations/check-password.ts';
import { complete, enterCode, sendAgain, showRegistration } from '../registrations/messages.ts';
import { emptyBody, idParams } from '../schemas/parts.ts';
import * as schemas from '../schemas/registration.ts';

const tag = 'registration';
const ofRegistration = { params: idParams, unknown: 'registration_not_found' } as const;
const standing: Success = {
  status: 200,
  description: 'Where the registration stands.',
  schema: schemas.registrationSchema,
};

/** Creating an account, step by step (domain.md). A registration belongs to the browser that began it. */
export const registrationRoutes = [
  route({
    method: 'post',
    path: '/api/captchas',
    access: 'visitor',
    tag,
    summary: 'A code to copy, or work to do instead; either counts once, for two minutes',
    body: emptyBody,
    successes: [{ status: 201, description: 'The code, drawn.', schema: schemas.captchaSchema }],
    problems: ['too_many_requests'],
    handle: async (exchange) => {
      const { services, em, req } = exchange;
      await services.rateLimits.count('captchas', networkOf(req));
      rememberBrowser(exchange);
      const captcha = await newCaptcha(services, em);
      return created(`/api/captchas/${captcha.id}`, captcha);
    },
  }),
  route({
    method: 'get',
    path: '/api/captchas/:id/audio',
    access: 'anyone',
    params: idParams,
    unknown: 'not_found',
    query: z.strictObject({ lang: z.enum(languages).default('fr') }),
    tag,
    summary: 'The code, spoken; until it was answered',
    description: 'Players ask for it part by part (`Range`).',
    successes: [
      { status: 200, description: 'The sound.', mediaType: 'audio/wav', schema: z.string() },
      {
        status: 206,
        description: 'The part of it that was asked for.',
        mediaType: 'audio/wav',
        schema: z.string(),
      },
    ],
    handle: async ({ services, em, params: { id }, query: { lang: language }, req }) => {
      const sound = await spokenCaptcha(services, em, { id, language });
      return part(req, { type: 'audio/wav', body: sound });
    },
  }),
  route({
    method: 'post',
    path: '/api/password-checks',
    access: 'visitor',
    tag,
    summary: 'What is wrong with a password, rule by rule; nothing is kept',
    body: schemas.passwordCheckSchema,
    successes: [{ status: 200, description: 'Every rule.', schema: schemas.passwordJudgementSchema }],
    problems: ['too_many_requests'],
    handle: async ({ services, req, body: { password, nir, birthName, email } }) => {
      await services.rateLimits.count('passwordChecks', networkOf(req));
      return ok(judgePassword(password, { nir, name: birthName, email }));
    },
  }),
  route({
    method: 'post',
    path: '/api/registrations',
    access: 'visitor',
    tag,
    summary: 'Begin: number, birth name, email, password and the security check',
    description:
      'Whether the number or the email has an account already does not show here: its owner alone is told, by mail.',
    body: schemas.registrationRequestSchema,
    successes: [
      { status: 201, description: 'Begun; a code is on its way.', schema: schemas.registrationSchema },
    ],
    problems: ['captcha_wrong', 'too_many_requests', 'idempotency_key_reused'],
    handle: (exchange) => beginRegistration(exchange, exchange.body),
  }),
  route({
    method: 'get',
    path: '/api/registrations/:id',
    access: 'visitor',
    tag,
    summary: 'Where the registration stands',
    ...ofRegistration,
    successes: [standing],
    problems: ['too_many_requests'],
    handle: (exchange) => showRegistration(exchange, exchange.params.id),
  }),
  route({
    method: 'post',
    path: '/api/registrations/:id/email-code',
    access: 'visitor',
    tag,
    summary: 'Enter the code that came by mail',
    ...ofRegistration,
    body: schemas.emailCodeSchema,
    successes: [standing],
    problems: [
      'email_code_wrong',
      'email_code_dead',
      'email_code_expired',
      'email_code_used',
      'registration_over',
      'too_many_requests',
    ],
    handle: (exchange) => enterCode(exchange, exchange.params.id, exchange.body.code),
  }),
  route({
    method: 'post',
    path: '/api/registrations/:id/email-code/again',
    access: 'visitor',
    tag,
    summary: 'Have another code sent in place of the one before; the time and the tries go on as they were',
    ...ofRegistration,
    body: emptyBody,
    successes: [standing],
    problems: [
      'email_code_sent_too_often',
      'email_code_dead',
      'email_code_expired',
      'email_code_used',
      'registration_over',
      'too_many_requests',
    ],
    handle: (exchange) => sendAgain(exchange, exchange.params.id),
  }),
  route({
    method: 'put',
    path: '/api/registrations/:id/profile',
    access: 'visitor',
    tag,
    summary: 'The rest: phone, address, diploma, category, terms; the account exists only now',
    ...ofRegistration,
    body: schemas.registrationProfileSchema,
    successes: [standing],
    problems: [
      'terms_outdated',
      'email_code_missing',
      'email_code_dead',
      'email_code_expired',
      'registration_over',
      'profile_missing',
      'too_many_requests',
    ],
    handle: (exchange) => complete(exchange, exchange.params.id, exchange.body),
  }),
];
