/** A refusal in the form in which Resend gives it (https://resend.com/docs/api-reference/errors). */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly statusCode: number;
  /** Resend's name of the error, such as `validation_error`. */
  readonly code: string;
  readonly headers: Readonly<Record<string, string>>;

  constructor(statusCode: number, code: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.statusCode = statusCode;
    this.code = code;
    this.headers = headers;
  }

  /** The body of the answer. */
  get body() {
    return { statusCode: this.statusCode, name: this.code, message: this.message };
  }
}

/** What Resend answers when it fails itself. */
export function serviceFailure(statusCode: 500 | 503 = 500): ApiError {
  return new ApiError(
    statusCode,
    statusCode === 500 ? 'internal_server_error' : 'application_error',
    'We are unable to process your request right now, please try again later.',
  );
}
