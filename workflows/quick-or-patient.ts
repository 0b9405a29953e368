import {
  ActivityFailure,
  ApplicationFailure,
  isCancellation, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';

/**
 * Long enough for a busy database, short enough not to hold the workflow task when the database is down. Attempts are counted:
 * with a retry policy, the SDK does not hold a local activity to its schedule-to-close timeout.
 */
const quickAttemptLimit = '2 seconds';
const quickAttempts = 3;
const attemptLimit = '20 seconds';
const longestPause = '30 seconds';

/**
 * Runs short idempotent work on the database: as a local activity, which costs a single event, and when the database does not
 * answer in time as a full one, which waits for it as long as it takes. Whatever is thrown is taken for a part that is down, but for
 * a failure that may not be retried.
 */
export async function quickOrPatient<A extends object, R>(
  summary: string,
  run: (activities: A) => Promise<R>,
): Promise<R> {
  try {
    return await run(quick<A>(summary));
  } catch (error) {
    if (isCancellation(error) || isAnswer(error)) throw error;
    return await run(patient<A>(summary));
  }
}

function isAnswer(error: unknown): boolean {
  const cause = error instanceof ActivityFailure ? error.cause : undefined;
  return cause instanceof ApplicationFailure && cause.nonRetryable === true;
}

function quick<A extends object>(summary: string): A {
  return proxyLocalActivities<A>({
    summary,
    startToCloseTimeout: quickAttemptLimit,
    retry: { initialInterval: '100 milliseconds', maximumAttempts: quickAttempts },
  }) as A;
}

function patient<A extends object>(summary: string): A {
  return proxyActivities<A>({
    summary,
    startToCloseTimeout: attemptLimit,
    retry: { initialInterval: '1 second', maximumInterval: longestPause },
  }) as A;
}
