import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import type { NoticeActivities } from '../../activities/notices/contract.ts';

const { carryNotices } = proxyActivities<NoticeActivities>({
  summary: 'plan notices, start streams',
  startToCloseTimeout: '1 hour',
  // Shorter than people notice, longer than a busy worker pauses.
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '30 seconds' },
});

const turnsPerRun = 100;

/** Keeps one worker at a time looking for events that somebody must hear of. Never ends. */
export async function noticeCourier(): Promise<never> {
  for (let turn = 0; turn < turnsPerRun; turn += 1) await carryNotices();
  return await continueAsNew<typeof noticeCourier>();
}
