import { docsPolicy } from '../http/headers.ts';
import { route } from '../http/route.ts';
import { docsPage, docsScript } from '../openapi/docs-page.ts';
import { openApiJson } from '../openapi/document.ts';
import { apiRoutes } from './api-routes.ts';

const page = { method: 'get', access: 'anyone', tag: 'docs', hidden: true, successes: [] } as const;
let json: string | null = null;

/** The API's description, and a page to read it. */
export const docsRoutes = [
  route({
    ...page,
    path: '/api/openapi.json',
    summary: 'This document',
    handle: () => {
      json ??= openApiJson(apiRoutes);
      return { status: 200, text: { type: 'application/json', body: json } };
    },
  }),
  route({
    ...page,
    path: '/api/docs',
    summary: 'The same as a page',
    handle: () => ({
      status: 200,
      text: { type: 'text/html', body: docsPage },
      headers: { 'Content-Security-Policy': docsPolicy },
    }),
  }),
  route({
    ...page,
    path: '/api/docs/start.js',
    summary: 'Starts that page',
    handle: () => ({ status: 200, text: { type: 'text/javascript', body: docsScript } }),
  }),
];
