import type { Cause, Desk } from '../desk.ts';

/** One request as an endpoint sees it. */
export interface Call {
  readonly desk: Desk;
  /** The id in the path. */
  readonly id: string;
  /** The path, for the `url` of lists. */
  readonly path: string;
  /** The parameters without `expand`. */
  readonly parameters: unknown;
  readonly cause: Cause;
}

/** One entry of the API. */
export interface Endpoint {
  readonly method: 'get' | 'post';
  readonly path: string;
  /** @throws StripeError what is refused */
  readonly run: (call: Call) => object;
}
