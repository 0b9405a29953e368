import { z } from 'zod';
import type { ZodOpenApiOperationObject, ZodOpenApiResponsesObject } from 'zod-openapi';
import type { RawBody, Route, Success } from '../http/route.ts';
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
      .array(z.object({ path: z.string(), message: z.string(), code: z.string().optional() }))
      .optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457, with a stable `code` and facts that depend on it.' });

const idempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,200}$/)
  .optional()
  .meta({ description: 'Makes a retry of this request harmless: visible ASCII, 200 characters at most.' });
const csrfToken = z.string().meta({ description: '`csrfToken` of GET /api/session.' });

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
  return access === 'organisation' ? { security: [{ organisationKey: [] }] } : {};
}

function paramsOf({ method, access, params, query }: Route) {
  const writes = method !== 'get';
  const headers = {
    ...(writes ? { 'Idempotency-Key': idempotencyKey } : {}),
    ...(writes && access === 'trainee' ? { 'X-CSRF-Token': csrfToken } : {}),
  };
  return {
    ...(params instanceof z.ZodObject ? { path: params } : {}),
    ...(query instanceof z.ZodObject ? { query } : {}),
    ...(writes ? { header: z.object(headers) } : {}),
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
    { description, ...(schema === undefined ? {} : { content: { [mediaType]: { schema } } }) },
  ]);
  return Object.fromEntries(entries) as ZodOpenApiResponsesObject;
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

/** What a route declares, and what follows from its access, its body and its query. */
function codesOf({ access, method, unknown, query, body, raw, problems }: Route): ProblemCode[] {
  const writes = method !== 'get';
  return [
    ...(problems ?? []),
    ...(unknown === undefined ? [] : [unknown]),
    ...(access === 'trainee' ? (['authentication_required'] as const) : []),
    ...(access === 'organisation' ? (['invalid_api_key'] as const) : []),
    ...(access === 'trainee' && writes ? (['csrf_token_invalid'] as const) : []),
    ...((access === 'trainee' || access === 'visitor') && writes ? (['cross_site_request'] as const) : []),
    ...(body === undefined
      ? []
      : (['malformed_json', 'body_too_large', 'unsupported_media_type', 'invalid_request'] as const)),
    ...(raw === undefined ? [] : (['body_too_large', 'unsupported_media_type'] as const)),
    ...(query === undefined && !writes ? [] : (['invalid_request'] as const)),
    'internal_error',
    'temporarily_unavailable',
  ];
}
