import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';

const firstPauseMs = 250;
const longestPauseMs = 5_000;
const mostAttempts = 60;

/** Tries until a part that may still be starting answers: some minutes, with growing pauses; then the error is thrown. */
export async function connectWithPatience<T>(
  part: string,
  log: Logger,
  connect: () => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await connect();
    } catch (error) {
      if (attempt >= mostAttempts) throw error;
      log.warn({ part, attempt }, 'not reachable yet');
      await sleep(Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(attempt, 10)));
    }
  }
}
