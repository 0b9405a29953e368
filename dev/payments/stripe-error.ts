/** The `error` object of Stripe's answers (https://docs.stripe.com/api/errors), as far as this server uses it. */
export interface StripeErrorBody {
  readonly type: 'api_error' | 'card_error' | 'idempotency_error' | 'invalid_request_error';
  readonly message: string;
  readonly code?: string;
  readonly param?: string;
  readonly charge?: string;
}

/** A refusal that the real client must be able to read: an HTTP status and Stripe's body. */
export class StripeError extends Error {
  override name = 'StripeError';
  readonly status: number;
  readonly body: StripeErrorBody;
  /** False for wrong parameters and the like: Stripe remembers no answer under an idempotency key for those. */
  readonly executed: boolean;

  constructor(status: number, body: StripeErrorBody, { executed = true } = {}) {
    super(body.message);
    this.status = status;
    this.body = body;
    this.executed = executed;
  }
}

/** A refusal by the state of things, such as a session that is not open any more. */
export function refused(message: string, extra: Partial<StripeErrorBody> = {}): StripeError {
  return new StripeError(400, { type: 'invalid_request_error', message, ...extra });
}

/** A refusal of a parameter's value, before anything was done. */
export function invalidParameter(message: string, param: string, code?: string): StripeError {
  const body = { type: 'invalid_request_error' as const, message, param, ...(code ? { code } : {}) };
  return new StripeError(400, body, { executed: false });
}

/** The answer for an id that Stripe does not know. */
export function missing(kind: string, id: string, param = 'id'): StripeError {
  const message = `No such ${kind}: '${id}'`;
  return new StripeError(404, { type: 'invalid_request_error', code: 'resource_missing', message, param });
}
