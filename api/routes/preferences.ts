import { z } from 'zod';
import { ok } from '../http/reply.ts';
import { route } from '../http/route.ts';
import { amendPreferences, readPreferences } from '../preferences/preferences.ts';
import { explainUnsubscribing, unsubscribe } from '../preferences/unsubscribe.ts';
import {
  organisationPreferenceChange,
  organisationPreferencesSchema,
  traineePreferenceChange,
  traineePreferencesSchema,
} from '../schemas/preferences.ts';

const tag = 'preferences';
const byLink = {
  access: 'anyone',
  tag,
  path: '/api/unsubscribe/:token',
  params: z.object({ token: z.string().max(300) }),
  unknown: 'unsubscribe_link_invalid',
} as const;
const page = { status: 200, mediaType: 'text/html', schema: z.string() } as const;

/** What people choose about mails, logged in or by a link in a mail. */
export const preferenceRoutes = [
  route({
    method: 'get',
    path: '/api/preferences',
    access: 'trainee',
    tag,
    summary: 'Which optional mails I get, and in which language',
    successes: [{ status: 200, description: 'What is chosen now.', schema: traineePreferencesSchema }],
    handle: async (exchange) => ok(await readPreferences(exchange)),
  }),
  route({
    method: 'patch',
    path: '/api/preferences',
    access: 'trainee',
    tag,
    summary: 'Choose optional mails and language',
    body: traineePreferenceChange,
    successes: [
      { status: 200, description: 'What is chosen from now on.', schema: traineePreferencesSchema },
    ],
    handle: async (exchange) => ok(await amendPreferences(exchange, exchange.body)),
  }),
  route({
    method: 'get',
    path: '/api/organisation/preferences',
    access: 'organisation',
    permission: 'read_preferences',
    tag,
    summary: 'Which optional mails our contact gets, when, and in which language',
    successes: [{ status: 200, description: 'What is chosen now.', schema: organisationPreferencesSchema }],
    handle: async (exchange) => ok(await readPreferences(exchange)),
  }),
  route({
    method: 'patch',
    path: '/api/organisation/preferences',
    access: 'organisation',
    permission: 'manage_preferences',
    tag,
    summary: 'Choose optional mails, the digest and the language',
    body: organisationPreferenceChange,
    successes: [
      { status: 200, description: 'What is chosen from now on.', schema: organisationPreferencesSchema },
    ],
    handle: async (exchange) => ok(await amendPreferences(exchange, exchange.body)),
  }),
  route({
    ...byLink,
    method: 'get',
    summary: 'What an unsubscribe link would switch off',
    successes: [{ ...page, description: 'A page with a button.' }],
    handle: (exchange) => explainUnsubscribing(exchange, exchange.params.token),
  }),
  route({
    ...byLink,
    method: 'post',
    summary: 'Switch an optional mail off, without logging in (RFC 8058)',
    description: 'The body is not read. The same link again changes nothing.',
    successes: [{ ...page, description: 'Switched off.' }],
    handle: async (exchange) => await unsubscribe(exchange, exchange.params.token),
  }),
];
