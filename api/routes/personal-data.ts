import { z } from 'zod';
import { exportsOf } from '../../db/personal-data/exports.ts';
import { eraseAccount } from '../account/erasure.ts';
import { beginExport, fetchExport } from '../account/exports.ts';
import { reopenAccount } from '../account/reopen.ts';
import { ok } from '../http/reply.ts';
import { route } from '../http/route.ts';
import { passwordSchema } from '../schemas/franceconnect.ts';
import { credentialsSchema } from '../schemas/messages.ts';
import { emptyBody, idParams } from '../schemas/parts.ts';
import { erasureSchema, exportFileQuery, exportStateSchema } from '../schemas/personal-data.ts';

const tag = 'personal data';

/** What a person may ask about their own data. */
export const personalDataRoutes = [
  route({
    method: 'post',
    path: '/api/account/exports',
    access: 'trainee',
    tag,
    summary: 'Ask for a copy of all one’s data; once a day, else the latest is given',
    body: emptyBody,
    successes: [{ status: 202, description: 'Told by mail when it is there.', schema: exportStateSchema }],
    handle: (exchange) => beginExport(exchange),
  }),
  route({
    method: 'get',
    path: '/api/account/exports',
    access: 'trainee',
    tag,
    summary: 'My exports, the latest first',
    successes: [
      {
        status: 200,
        description: 'Where each stands.',
        schema: z.object({ items: z.array(exportStateSchema) }),
      },
    ],
    handle: async ({ em, caller }) => ok({ items: await exportsOf(em, caller.id) }),
  }),
  route({
    method: 'get',
    path: '/api/account/exports/:id/file',
    access: 'trainee',
    tag,
    needsFreshProof: true,
    summary: 'Fetch an export, for seven days',
    description:
      'It holds the whole social security number: a session alone is not enough. `POST /api/session/proof` first, or log in by FranceConnect+.',
    params: idParams,
    unknown: 'export_not_found',
    query: exportFileQuery,
    successes: [{ status: 200, description: 'The file: JSON, or PDF with `format=pdf`.' }],
    problems: ['export_not_found'],
    handle: (exchange) => fetchExport(exchange, { id: exchange.params.id, format: exchange.query.format }),
  }),
  route({
    method: 'post',
    path: '/api/account/erasure',
    access: 'trainee',
    tag,
    summary: 'Close one’s account at once, and have one’s data erased as soon as the law allows',
    body: passwordSchema,
    successes: [{ status: 202, description: 'Closed, and logged out everywhere.', schema: erasureSchema }],
    problems: ['password_wrong', 'too_many_attempts', 'erasure_open_dossiers'],
    handle: (exchange) => eraseAccount(exchange, exchange.body.password),
  }),
  route({
    method: 'post',
    path: '/api/account/erasure/withdrawal',
    access: 'visitor',
    tag,
    summary: 'Have one’s closed account opened again, within the time of reflection',
    body: credentialsSchema.extend({ code: z.string().min(6).max(20).optional() }),
    successes: [{ status: 202, description: 'It opens in a moment.', schema: z.object({}) }],
    problems: ['invalid_credentials', 'too_many_attempts', 'too_many_requests', 'second_factor_wrong'],
    handle: (exchange) => reopenAccount(exchange, exchange.body),
  }),
];
