import { log, proxyActivities, sleep } from '@temporalio/workflow';
import type { AccountRequestActivities } from '../../activities/accounts/contract.ts';
import { quickOrPatient } from '../quick-or-patient.ts';
import type { AccountRequestInput } from './contract.ts';

const attemptLimit = '15 seconds';
const longestPause = '1 minute';
const noticeLimit = '1 day';

const erasing = quickOrPatient<AccountRequestActivities>('efface la demande');

/** One mail to the owner of an account: sends it, waits until its link is over, and erases what it was about. */
export async function accountRequest({ requestId, expiresAt }: AccountRequestInput): Promise<void> {
  const life = expiresAt === null ? noticeLimit : Math.max(1, Date.parse(expiresAt) - Date.now());
  const mailing = proxyActivities<AccountRequestActivities>({
    summary: 'mail',
    startToCloseTimeout: attemptLimit,
    scheduleToCloseTimeout: life as number,
    retry: { initialInterval: '200 milliseconds', maximumInterval: longestPause },
  });
  await mailing.sendAccountMail({ requestId }).catch(() => log.warn('mail not sent'));
  if (expiresAt !== null) {
    await sleep(Math.max(1, Date.parse(expiresAt) - Date.now()), { summary: 'link expires' });
  }
  await erasing((activities) => activities.eraseAccountRequest({ requestId }));
}
