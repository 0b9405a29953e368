import { continueAsNew, proxyActivities } from '@temporalio/workflow';
import type { NoticeActivities } from '../../activities/notices/contract.ts';
import { courierOptions, takeTurns } from '../courier.ts';

const { carryNotices } = proxyActivities<NoticeActivities>({
  ...courierOptions,
  summary: 'plan notices, start streams',
});

/** Keeps one worker at a time looking for events that somebody must hear of. Never ends. */
export async function noticeCourier(): Promise<never> {
  await takeTurns(carryNotices);
  return await continueAsNew<typeof noticeCourier>();
}
