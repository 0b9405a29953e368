import {
  ActivityFailure,
  ApplicationFailure,
  isCancellation,
  proxyActivities,
  proxyLocalActivities,
} from '@temporalio/workflow';

/**
 * Long enough for a busy database, short enough not to hold the workflow task when the database is down. Attempts are counted:
 * with a retry policy, the SDK does not hold a local activity to its schedule-to-close timeout.
 */
const quickly = {
  startToCloseTimeout: '2 seconds',
  retry: { initialInterval: '100 milliseconds', maximumAttempts: 3 },
} as const;
const patiently = {
  startToCloseTimeout: '20 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
} as const;

/**
 * Makes a way to run short idempotent work on the database: as a local activity, which costs a single event, and when the database
 * does not answer in time as a full one, which waits for it as long as it takes. Whatever is thrown is taken for a part that is
 * down, but for a failure that may not be retried.
 */
export function quickOrPatient<A extends object>(
  summary: string,
): <R>(run: (activities: A) => Promise<R>) => Promise<R> {
  const quick = proxyLocalActivities<A>({ ...quickly, summary }) as A;
  const patient = proxyActivities<A>({ ...patiently, summary }) as A;
  return async (run) => {
    try {
      return await run(quick);
    } catch (error) {
      if (isCancellation(error) || isAnswer(error)) throw error;
      return await run(patient);
    }
  };
}

function isAnswer(error: unknown): boolean {
  const cause = error instanceof ActivityFailure ? error.cause : undefined;
  return cause instanceof ApplicationFailure && cause.nonRetryable === true;
}
