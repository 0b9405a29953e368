/** What a courier asks of the activity in which it looks for what is new. */
export const courierOptions = {
  startToCloseTimeout: '1 hour',
  // Shorter than people notice, longer than a busy worker pauses.
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
} as const;

const turnsPerRun = 100;

/** The turns of one run of a courier; the caller continues as new, so that a courier never ends. */
export async function takeTurns(carry: () => Promise<void>): Promise<void> {
  for (let turn = 0; turn < turnsPerRun; turn += 1) await carry();
}
