import { z } from 'zod';
import { invalidParameter, missing } from '../stripe-error.ts';
import { wholeNumber } from './parameters.ts';

/** A list as Stripe answers it. */
export interface ListAnswer<T> {
  readonly object: 'list';
  readonly data: T[];
  readonly has_more: boolean;
  readonly url: string;
}

const createdFilter = z.union([
  wholeNumber,
  z.strictObject({
    gt: wholeNumber.optional(),
    gte: wholeNumber.optional(),
    lt: wholeNumber.optional(),
    lte: wholeNumber.optional(),
  }),
]);

/** What every list can be asked for (https://docs.stripe.com/api/pagination). */
export const listParameters = {
  limit: wholeNumber.pipe(z.number().min(1).max(100)).default(10),
  starting_after: z.string().optional(),
  ending_before: z.string().optional(),
  created: createdFilter.optional(),
};

type ListQuery = z.infer<z.ZodObject<typeof listParameters>>;

/**
 * One page of a list, the newest first.
 * @param objects all that the other filters let through, oldest first
 */
export function listPage<T extends { id: string; created: number }>(
  objects: readonly T[],
  query: ListQuery,
  { url, kind }: { url: string; kind: string },
): ListAnswer<T> {
  const { limit, starting_after, ending_before } = query;
  if (starting_after !== undefined && ending_before !== undefined) {
    throw invalidParameter('You may not specify both starting_after and ending_before.', 'ending_before');
  }
  const newestFirst = objects.filter(({ created }) => isWithin(created, query.created)).reverse();
  const place = (id: string, param: string): number => {
    const index = newestFirst.findIndex((one) => one.id === id);
    if (index < 0) throw missing(kind, id, param);
    return index;
  };
  if (ending_before !== undefined) {
    const end = place(ending_before, 'ending_before');
    const start = Math.max(0, end - limit);
    return { object: 'list', data: newestFirst.slice(start, end), has_more: start > 0, url };
  }
  const start = starting_after === undefined ? 0 : place(starting_after, 'starting_after') + 1;
  const data = newestFirst.slice(start, start + limit);
  return { object: 'list', data, has_more: start + limit < newestFirst.length, url };
}

function isWithin(created: number, filter: z.infer<typeof createdFilter> | undefined): boolean {
  if (filter === undefined) return true;
  if (typeof filter === 'number') return created === filter;
  return (
    created > (filter.gt ?? -1) &&
    created >= (filter.gte ?? 0) &&
    created < (filter.lt ?? Infinity) &&
    created <= (filter.lte ?? Infinity)
  );
}
