const minute = 60_000;
const hour = 60 * minute;

/**
 * The pauses after each failed attempt, in milliseconds: close together at first, three days in all (Standard Webhooks,
 * "Deliverability and reliability"). After the last one the delivery has failed.
 */
export const retryPausesMs: readonly number[] = [
  5_000,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  20 * hour + 25 * minute,
];

/** An endpoint that took nothing for so long, in milliseconds, is switched off. */
export const lastingFailureMs = 72 * hour;

/** The pause after an attempt that failed, by the number of attempts so far; null when there is to be no other. */
export function pauseAfter(attempts: number): number | null {
  return retryPausesMs[attempts - 1] ?? null;
}
