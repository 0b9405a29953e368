import { z } from 'zod';
import { invalidPart } from '../problems/problem.ts';

const defaultPageSize = 20;
const largestPage = 100;
const longestCursor = 300;

/** The query parameters of every list. */
export const pageQuery = {
  page: z
    .string()
    .max(longestCursor)
    .optional()
    .meta({ description: 'Where to go on: `nextPage` of the page before. Opaque.' }),
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(largestPage)
    .default(defaultPageSize)
    .meta({ description: 'Items on a page.' }),
};

/** A page of a list; the items beyond `limit` only tell that there is more. */
export interface Page<T> {
  items: T[];
  nextPage: string | null;
}

/** Reads a cursor that `cursorOf` wrote; null on the first page. Throws `invalid_request` for anything else. */
export function readCursor<T extends z.ZodType>(page: string | undefined, schema: T): z.output<T> | null {
  if (page === undefined) return null;
  const result = schema.safeParse(decoded(page));
  if (result.success) return result.data;
  throw invalidPart('page', 'Cette page n’existe pas.');
}

/** Writes the position after an item, for the caller to send back. */
export function cursorOf(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/**
 * Makes a page of rows that were read with a limit of one more than wanted.
 * @param position what the next page starts after, given the last row of this one
 */
export function pageOf<R>(rows: readonly R[], limit: number, position: (row: R) => unknown): Page<R> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const hasMore = rows.length > limit && last !== undefined;
  return { items, nextPage: hasMore ? cursorOf(position(last)) : null };
}

function decoded(page: string): unknown {
  try {
    return JSON.parse(Buffer.from(page, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
