import { z } from 'zod';
import { invalidParameter, type StripeError } from '../stripe-error.ts';

/** A whole number of zero or more in a form. */
export const wholeNumber = z
  .string()
  .regex(/^\d{1,15}$/, 'Invalid integer')
  .transform(Number);

/** Stripe's limits of metadata: https://docs.stripe.com/api/metadata */
export const metadata = z
  .record(z.string().min(1).max(40), z.string().max(500))
  .refine((one) => Object.keys(one).length <= 50, 'Metadata can have up to 50 keys');

/**
 * Checks the parameters of a request.
 * @throws StripeError with the name of the first wrong parameter, as Stripe answers
 */
export function parseParameters<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  throw issue === undefined ? new TypeError('no issue') : problemOf(issue, input);
}

function problemOf(issue: z.core.$ZodIssue, input: unknown): StripeError {
  if (issue.code === 'unrecognized_keys') {
    const name = nameOf([...issue.path, issue.keys[0] ?? '']);
    return invalidParameter(`Received unknown parameter: ${name}`, name, 'parameter_unknown');
  }
  const name = nameOf(issue.path);
  const value = issue.path.reduce<unknown>((at, key) => (at as Record<PropertyKey, unknown>)[key], input);
  if (value === undefined)
    return invalidParameter(`Missing required param: ${name}.`, name, 'parameter_missing');
  if (issue.message === 'Invalid integer') {
    return invalidParameter(`Invalid integer: ${JSON.stringify(value)}`, name, 'parameter_invalid_integer');
  }
  if (issue.message === 'Not a valid URL') return invalidParameter('Not a valid URL', name, 'url_invalid');
  return invalidParameter(`Invalid ${name}: ${issue.message}`, name);
}

/** `line_items[0][price_data]`, as Stripe names what is inside. */
const nameOf = ([first, ...rest]: readonly PropertyKey[]): string =>
  String(first ?? '') + rest.map((key) => `[${String(key)}]`).join('');
