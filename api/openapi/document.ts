import { createDocument, type ZodOpenApiPathsObject } from 'zod-openapi';
import type { Route } from '../http/route.ts';
import { operationOf } from './operation.ts';

/** Writes the OpenAPI document of the routes, from the very schemas that check their requests. */
export function openApiJson(routes: readonly Route[]): string {
  return JSON.stringify(
    createDocument({
      openapi: '3.1.0',
      info: {
        title: 'Dossiers de formation',
        version: '0.1.0',
        description:
          'Money in integer euro cents, instants in ISO 8601 UTC, calendar days as YYYY-MM-DD. Errors are ' +
          'application/problem+json (RFC 9457) with a stable `code`. Every POST takes an `Idempotency-Key`: the same ' +
          'request again under the same key gives the first answer again.',
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'session' },
          memberSession: { type: 'apiKey', in: 'cookie', name: 'session' },
          organisationKey: { type: 'http', scheme: 'bearer' },
        },
      },
      paths: pathsOf(routes.filter(({ hidden }) => hidden !== true)),
    }),
  );
}

function pathsOf(routes: readonly Route[]): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method]: operationOf(route) };
  }
  return paths;
}
