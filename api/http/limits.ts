import { temporarilyUnavailable } from '../problems/problem.ts';

/**
 * The longest a request may take, in milliseconds. It must stay below the settling margin of the policy (one minute): a
 * message stamped in time would otherwise reach its workflow after the deadline's timer (design.md, "Time").
 */
export const requestLimitMs = 30_000;

/** Waits for a handler at most as long as a request may take. Throws `temporarily_unavailable` after that. */
export async function withinLimit<T>(work: Promise<T> | T, limitMs = requestLimitMs): Promise<T> {
  if (!(work instanceof Promise)) return work;
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(temporarilyUnavailable(new Error('request limit passed'))), limitMs);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
