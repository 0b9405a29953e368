import { AuthorizationResponseError, ResponseBodyError } from 'openid-client';
import { Problem } from '../problems/problem.ts';

/** What the client library says when nothing, or no OpenID provider, answered. */
const silence = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
]);

/** What Node says of a connection that failed. */
const neverAnswered = /^(ECONN|EHOST|ENET|ENOTFOUND|EAI_|EPIPE|ETIMEDOUT|UND_ERR_)/;

/** OAuth's names of failures that pass (RFC 6749, 4.1.2.1). */
const passing = new Set(['server_error', 'temporarily_unavailable']);

/** The problem that a failure while talking to the provider stands for; what has failed goes to the log by name and place. */
export function franceConnectProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (isAway(error)) {
    return new Problem('franceconnect_unavailable', { headers: { 'Retry-After': '30' }, cause: error });
  }
  if (error instanceof AuthorizationResponseError && error.error === 'access_denied') {
    return new Problem('franceconnect_cancelled');
  }
  return new Problem('franceconnect_refused', { cause: error });
}

function isAway(error: unknown): boolean {
  if (error instanceof AuthorizationResponseError) return passing.has(error.error);
  if (error instanceof ResponseBodyError) return error.status >= 500;
  return causesOf(error).some((code) => silence.has(code) || neverAnswered.test(code));
}

/** The codes of an error and of what caused it. */
function causesOf(error: unknown): string[] {
  if (typeof error !== 'object' || error === null) return [];
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return [...(typeof code === 'string' ? [code] : []), ...causesOf(cause)];
}
