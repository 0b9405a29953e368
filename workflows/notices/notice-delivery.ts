import {
  ActivityFailure,
  ApplicationFailure,
  isCancellation,
  proxyActivities,
  workflowInfo,
} from '@temporalio/workflow';
import type { NoticeActivities, SendOutcome } from '../../activities/notices/contract.ts';
import type { MailRef } from '../../domain/notices/mail-ref.ts';
import { mailRefusedType, noticeTaskQueue } from './contract.ts';

const mostPatient = {
  // An outage of some days delays mails and loses none.
  scheduleToCloseTimeout: '5 days',
  retry: { initialInterval: '2 seconds', backoffCoefficient: 2, maximumInterval: '15 minutes' },
} as const;

/**
 * Sends one mail that could not leave at once; what follows it in its stream waits meanwhile. Fails at its end when the mail was
 * refused for good: operators see it.
 */
export async function noticeDelivery(ref: MailRef): Promise<void> {
  const { outcome, reason } = await sendOrGiveUp(ref);
  if (outcome === 'refused') throw ApplicationFailure.nonRetryable(reason ?? '', mailRefusedType);
}

async function sendOrGiveUp(ref: MailRef): Promise<SendOutcome> {
  const taskQueue = noticeTaskQueue(workflowInfo().taskQueue);
  const common = { taskQueue, startToCloseTimeout: '30 seconds' } as const;
  const { sendNotice } = proxyActivities<NoticeActivities>({
    ...common,
    ...mostPatient,
    summary: 'envoie le courriel',
  });
  try {
    return await sendNotice(ref);
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    const retry = { initialInterval: '1 second', maximumInterval: '1 minute' } as const;
    const { giveUpNotice } = proxyActivities<NoticeActivities>({
      ...common,
      retry,
      summary: 'renonce au courriel',
    });
    return await giveUpNotice(ref);
  }
}
