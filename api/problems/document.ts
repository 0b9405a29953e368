import type { Problem } from './problem.ts';
import { problemTable } from './table.ts';

/** The media type of every error (RFC 9457). */
export const problemMediaType = 'application/problem+json';

/** Writes a problem as its document; `instance` names the request, as the logs do. */
export function problemDocument(problem: Problem, requestId: string | null): Record<string, unknown> {
  const { status, title, detail } = problemTable[problem.code];
  const sentence = typeof detail === 'function' ? detail(problem.details) : (detail ?? problem.message);
  return {
    ...problem.details,
    type: `urn:dossier-formation:problem:${problem.code}`,
    title,
    status,
    detail: sentence,
    code: problem.code,
    ...(requestId === null ? {} : { instance: `urn:uuid:${requestId}` }),
    ...(problem.errors === null ? {} : { errors: problem.errors }),
  };
}
