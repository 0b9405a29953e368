import { isCancellation, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { DossierActivities, Settled } from '../../activities/contract.ts';
import type { Refusal } from '../../domain/dossier/refusal.ts';

/**
 * Long enough for a busy database, short enough not to hold the workflow task of a dossier whose database is down. Attempts
 * are counted: with a retry policy, the SDK does not hold a local activity to its schedule-to-close timeout.
 */
const quickAttemptLimit = '2 seconds';
const quickAttempts = 3;
const attemptLimit = '20 seconds';
const longestPause = '30 seconds';

/**
 * Runs a recording activity: as a local one, which costs a single event, and when the database does not answer in time as a
 * full one, which waits for it as long as it takes.
 */
export async function record(
  summary: string,
  run: (activities: DossierActivities) => Promise<Settled | Refusal>,
): Promise<Settled | Refusal> {
  try {
    return await run(quick(summary));
  } catch (error) {
    // Refusals are answers, not errors: whatever is thrown is a part that is down, and is waited for.
    if (isCancellation(error)) throw error;
    return await run(patient(summary));
  }
}

function quick(summary: string): DossierActivities {
  return proxyLocalActivities<DossierActivities>({
    summary,
    startToCloseTimeout: quickAttemptLimit,
    retry: { initialInterval: '100 milliseconds', maximumAttempts: quickAttempts },
  });
}

function patient(summary: string): DossierActivities {
  return proxyActivities<DossierActivities>({
    summary,
    startToCloseTimeout: attemptLimit,
    retry: { initialInterval: '1 second', maximumInterval: longestPause },
  });
}
