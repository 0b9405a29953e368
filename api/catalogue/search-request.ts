import type { Bookable } from './bookable.ts';

/** What a person looks for. */
export interface Search {
  q?: string | undefined;
  department?: string | undefined;
  page?: string | undefined;
  limit: number;
  /** The sessions that count. */
  bookable: Bookable;
}
