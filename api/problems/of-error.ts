import { DomainError } from '../../domain/errors.ts';
import { Problem, temporarilyUnavailable } from './problem.ts';
import type { ApiCode } from './table.ts';

/** What the body parser (`type`) and the router call their errors. */
const httpErrors: Readonly<Record<string, ApiCode>> = {
  'entity.parse.failed': 'malformed_json',
  'charset.unsupported': 'unsupported_media_type',
  'encoding.unsupported': 'unsupported_media_type',
};

/** Postgres or its driver cannot serve now: connection refused or lost, server stopping, too many connections. */
const databaseAway = /^(08\w{3}|57P0[123]|53300|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EPIPE|ENOTFOUND)$/;
const connectionLost = /connection terminated|timeout exceeded when trying to connect|timeout expired/i;

/** Finds the problem that any thrown thing stands for; what is not foreseen is an `internal_error`. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof DomainError) return ofDomain(error);
  const { type, code, status, message, limit } = partsOf(error);
  if (type === 'entity.too.large') return new Problem('body_too_large', { details: { limitBytes: limit } });
  const known = httpErrors[type];
  if (known !== undefined) return new Problem(known);
  if (databaseAway.test(code) || connectionLost.test(message)) return temporarilyUnavailable(error);
  if (status >= 400 && status < 500) return new Problem('malformed_request', { cause: error });
  return new Problem('internal_error', { cause: error });
}

function ofDomain(error: DomainError): Problem {
  const problem = new Problem(error.code, { details: error.details ?? {}, cause: error });
  problem.message = error.message;
  return problem;
}

function partsOf(error: unknown): {
  type: string;
  code: string;
  status: number;
  message: string;
  limit: number;
} {
  if (typeof error !== 'object' || error === null) {
    return { type: '', code: '', status: 0, message: '', limit: 0 };
  }
  const { type, code, status, message, limit } = error as Record<string, unknown>;
  return {
    type: typeof type === 'string' ? type : '',
    code: typeof code === 'string' ? code : '',
    status: typeof status === 'number' ? status : 0,
    message: typeof message === 'string' ? message : '',
    limit: typeof limit === 'number' ? limit : 0,
  };
}
