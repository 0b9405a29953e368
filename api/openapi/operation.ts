import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiResponsesObject } from 'zod-openapi';
import { organisationPermissions } from '../../domain/organisation/permissions.ts';
import type { Access, RawBody, Route, Success } from '../http/route.ts';
import { problemMediaType } from '../problems/document.ts';
import { type ProblemCode, problemTable } from '../problems/table.ts';

const problemSchema = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    instance: z.string().optional(),
    errors: z
      .array(
        z.object({
          path: z.string(),
          message: z.string(),
          code: z.string().optional(),
          character: z
            .string()
            .optional()
            .meta({ description: 'The one character that is not taken, or its Unicode name: `U+0007`.' }),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457, with a stable `code` and facts that depend on it.' });

const idempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,200}$/)
  .optional()
  .meta({ description: 'Makes a retry of this request harmless: visible ASCII, 200 characters at most.' });
const csrfToken = z.string().meta({
  description: '`csrfToken` of GET /api/session, or of GET /api/organisation/session for a member.',
});
const memberCsrfToken = z.string().optional().meta({
  description: '`csrfToken` of GET /api/organisation/session; needed with a session, not with a key.',
});

/** Describes one route. */
export function operationOf(route: Route): ZodOpenApiOperationObject {
  const { tag, summary, description, body, raw } = route;
  return {
    tags: [tag],
    summary,
    operationId: `${route.method} ${route.path}`.replace(/\W+(\w)/g, (_, letter: string) =>
      letter.toUpperCase(),
    ),
    ...(description === undefined ? {} : { description }),
    ...securityOf(route),
    requestParams: paramsOf(route),
    ...(body === undefined ? {} : { requestBody: bodyOf(body) }),
    ...(raw === undefined ? {} : { requestBody: rawBodyOf(raw) }),
    responses: { ...successesOf(route.successes), ...problemsOf(route) },
  };
}

function securityOf({ access }: Route): Pick<ZodOpenApiOperationObject, 'security'> {
  if (access === 'trainee') return { security: [{ session: [] }] };
  if (access === 'member') return { security: [{ memberSession: [] }] };
  return access === 'organisation' ? { security: [{ organisationKey: [] }, { memberSession: [] }] } : {};
}

function paramsOf({ method, access, params, query, headers: declared }: Route) {
  const writes = method !== 'get';
  const headers = {
    ...declared?.shape,
    ...(writes ? { 'Idempotency-Key': idempotencyKey } : {}),
    ...(writes && (access === 'trainee' || access === 'member') ? { 'X-CSRF-Token': csrfToken } : {}),
    ...(writes && access === 'organisation' ? { 'X-CSRF-Token': memberCsrfToken } : {}),
  };
  return {
    ...(params instanceof z.ZodObject ? { path: params } : {}),
    ...(query instanceof z.ZodObject ? { query } : {}),
    ...(Object.keys(headers).length > 0 ? { header: z.object(headers) } : {}),
  };
}

function bodyOf(schema: z.ZodType) {
  const isNeeded = !schema.safeParse(undefined).success;
  return { required: isNeeded, content: { 'application/json': { schema } } };
}

function rawBodyOf({ mediaTypes }: RawBody) {
  const schema = { type: 'string', format: 'binary' } as const;
  return { required: true, content: Object.fromEntries(mediaTypes.map((type) => [type, { schema }])) };
}

function successesOf(successes: readonly Success[]): ZodOpenApiResponsesObject {
  const entries = successes.map(({ status, description, schema, mediaType = 'application/json' }) => [
    String(status),
    { description, ...(schema === undefined ? {} : { content: contentOf(mediaType, schema) }) },
  ]);
  return Object.fromEntries(entries) as ZodOpenApiResponsesObject;
}

function contentOf(mediaType: string | readonly string[], schema: z.ZodType) {
  const types = typeof mediaType === 'string' ? [mediaType] : mediaType;
  return Object.fromEntries(types.map((type) => [type, { schema }]));
}

function problemsOf(route: Route): ZodOpenApiResponsesObject {
  const codesByStatus = new Map<number, ProblemCode[]>();
  for (const code of new Set(codesOf(route))) {
    const { status } = problemTable[code];
    codesByStatus.set(status, [...(codesByStatus.get(status) ?? []), code]);
  }
  const entries = [...codesByStatus].map(([status, codes]) => [
    String(status),
    {
      description: codes.map((code) => `\`${code}\``).join(', '),
      content: { [problemMediaType]: { schema: problemSchema } },
    },
  ]);
  return Object.fromEntries(entries) as ZodOpenApiResponsesObject;
}

const accessProblems: Readonly<Record<Access, readonly ProblemCode[]>> = {
  anyone: [],
  visitor: [],
  trainee: ['authentication_required'],
  member: ['authentication_required'],
  organisation: [
    'authentication_required',
    'invalid_api_key',
    'signature_missing',
    'signature_invalid',
    'signature_expired',
    'signature_replayed',
  ],
};

function hasSession(access: Access): boolean {
  return access !== 'anyone';
}

/** What a route declares, and what follows from its access, its body and its query. */
function codesOf(route: Route): ProblemCode[] {
  const { access, permission, needsFreshProof, method, path, unknown, query, body, raw, problems } = route;
  const writes = method !== 'get';
  return [
    ...(problems ?? []),
    ...(unknown === undefined ? [] : [unknown]),
    ...accessProblems[access],
    ...(hasSession(access) && access !== 'visitor' && writes ? (['csrf_token_invalid'] as const) : []),
    ...(hasSession(access) && writes ? (['cross_site_request'] as const) : []),
    ...(permission === undefined ? [] : (['not_permitted'] as const)),
    ...(permission !== undefined && organisationPermissions[permission].secondFactor
      ? (['second_factor_required'] as const)
      : []),
    ...(needsFreshProof === undefined ? [] : (['fresh_proof_required'] as const)),
    ...(body === undefined
      ? []
      : (['malformed_json', 'body_too_large', 'unsupported_media_type', 'invalid_request'] as const)),
    ...(raw === undefined ? [] : (['body_too_large', 'unsupported_media_type'] as const)),
    ...(query === undefined && !writes && !path.startsWith('/api/') ? [] : (['invalid_request'] as const)),
    'internal_error',
    'temporarily_unavailable',
  ];
}
