import type { ProblemCode } from './table.ts';

/** One wrong part of a request: where, and in French what is expected. */
export interface InvalidPart {
  path: string;
  message: string;
  /** The rule that was broken, where a client may want to know: stable. */
  code?: string;
  /** The character that is not taken, where it is one alone: itself, or its name in Unicode (`U+0007`). */
  character?: string;
}

/** What an answer may carry beside its code. */
export interface ProblemOptions {
  /** Facts for the caller's program, such as the new amounts; members of the problem document. */
  details?: Record<string, unknown>;
  errors?: readonly InvalidPart[];
  headers?: Record<string, string>;
  cause?: unknown;
}

/** Ends a request with an error of the table: thrown anywhere, written by the error middleware alone (RFC 9457). */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: ProblemCode;
  readonly details: Record<string, unknown>;
  readonly errors: readonly InvalidPart[] | null;
  readonly headers: Record<string, string>;

  constructor(code: ProblemCode, options: ProblemOptions = {}) {
    super(code, { cause: options.cause });
    this.code = code;
    this.details = options.details ?? {};
    this.errors = options.errors ?? null;
    this.headers = options.headers ?? {};
  }
}

/** The answer to one wrong part of a request that no schema could see. */
export function invalidPart(path: string, message: string, code?: string): Problem {
  const rule = code === undefined ? {} : { code };
  return new Problem('invalid_request', { errors: [{ path, message, ...rule }] });
}

/** The answer when something the API needs does not answer: worth trying again soon. */
export function temporarilyUnavailable(cause?: unknown): Problem {
  return new Problem('temporarily_unavailable', { headers: { 'Retry-After': '5' }, cause });
}
