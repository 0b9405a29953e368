import { setTimeout as sleep } from 'node:timers/promises';
import { Context } from '@temporalio/activity';

/** Asked this often, an empty index costs nothing; `NOTIFY` would make every recording wait for a lock at its commit. */
export const lookEveryMs = 500;

const turnMs = 10 * 60_000;

/**
 * A courier's turn, inside its activity: looks again and again for some minutes, or until its worker stops or its workflow was
 * ended, which must not be carried on beside the next one (the worker's heartbeats bring the news). A look may last as long as
 * other people's machines take to answer.
 */
export async function keepLooking(isStopping: () => boolean, look: () => Promise<void>): Promise<void> {
  const { cancellationSignal } = Context.current();
  const untilMs = Date.now() + turnMs;
  while (!isStopping() && !cancellationSignal.aborted && Date.now() < untilMs) {
    await look();
    await sleep(lookEveryMs);
  }
}
