import { setTimeout as sleep } from 'node:timers/promises';

/** How {@link waitFor} tries again. */
export interface WaitOptions {
  /** How long to try; the last failure is thrown then. Not given, it only stops what hangs, on a busy machine too. */
  readonly limitMs?: number;
  readonly everyMs?: number;
  /** Which failures are worth another try; all when not given. */
  readonly retryIf?: (error: unknown) => boolean;
}

/** Tries again until `attempt` no longer throws, and gives its result. */
export async function waitFor<T>(
  attempt: () => Promise<T>,
  { limitMs = 120_000, everyMs = 100, retryIf = () => true }: WaitOptions = {},
): Promise<T> {
  const end = Date.now() + limitMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() >= end || !retryIf(error)) throw error;
    }
    await sleep(everyMs);
  }
}
