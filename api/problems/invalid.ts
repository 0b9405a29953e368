import type { z } from 'zod';
import { Problem } from './problem.ts';

/** Checks a part of a request. Throws `invalid_request` that names each wrong part, in French. */
export function parsePart<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const errors = result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
  throw new Problem('invalid_request', { errors });
}
