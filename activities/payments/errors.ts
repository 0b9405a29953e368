import { Stripe } from 'stripe';

/** What the activities throw when Stripe could not be asked: retried by Temporal, and safe to keep in a history. */
export class PaymentServiceError extends Error {
  override readonly name: string = 'PaymentServiceError';
}

/**
 * Asks Stripe something. Throws a `PaymentServiceError` that names the kind of failure and its code alone: Stripe's own errors
 * hold whole answers, and a history keeps what it is given.
 */
export async function ask<T>(question: () => Promise<T>): Promise<T> {
  try {
    return await question();
  } catch (error) {
    if (error instanceof Stripe.errors.StripeError && isAnswer(error)) throw error;
    throw isKept(error) ? new KeptFailureError(describe(error)) : new PaymentServiceError(describe(error));
  }
}

/** The code of what Stripe understood and refused; null when it could not be asked, or may answer otherwise next time. */
export function refusalCode(error: unknown): string | null {
  return error instanceof Stripe.errors.StripeError && isAnswer(error) ? (error.code ?? 'refused') : null;
}

/**
 * Whether Stripe repeats a failure that it keeps under the idempotency key, for a day: asking again is no use, and whether it
 * acted must be found out otherwise (docs.stripe.com/api/idempotent_requests).
 */
export class KeptFailureError extends PaymentServiceError {}

function isKept(error: unknown): boolean {
  if (!(error instanceof Stripe.errors.StripeError)) return false;
  return (error.statusCode ?? 0) >= 500 && error.headers?.['idempotent-replayed'] === 'true';
}

function isAnswer(error: InstanceType<typeof Stripe.errors.StripeError>): boolean {
  const { statusCode = 0, type } = error;
  return (statusCode === 400 || statusCode === 404) && type === 'StripeInvalidRequestError';
}

function describe(error: unknown): string {
  if (!(error instanceof Stripe.errors.StripeError)) return 'the payment service could not be asked';
  return `the payment service answered ${error.type} ${error.code ?? ''}`.trim();
}
