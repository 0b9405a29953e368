import { setTimeout as sleep } from 'node:timers/promises';
import { Context } from '@temporalio/activity';

/** Asked this often, an empty index costs nothing; `NOTIFY` would make every recording wait for a lock at its commit. */
export const lookEveryMs = 500;

const turnMs = 10 * 60_000;
const heartbeatEveryMs = 5_000;

/**
 * A courier's turn, inside its activity: looks again and again for some minutes, or until its worker stops or its workflow was
 * ended, which must not be carried on beside the next one. A look may last as long as other people's machines take to answer.
 */
export async function keepLooking(isStopping: () => boolean, look: () => Promise<void>): Promise<void> {
  const context = Context.current();
  const untilMs = Date.now() + turnMs;
  const beating = setInterval(() => context.heartbeat(), heartbeatEveryMs);
  try {
    while (!isStopping() && !context.cancellationSignal.aborted && Date.now() < untilMs) {
      context.heartbeat();
      await look();
      await sleep(lookEveryMs);
    }
  } finally {
    clearInterval(beating);
  }
}
