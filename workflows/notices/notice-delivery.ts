import { ActivityFailure, ApplicationFailure, isCancellation, proxyActivities } from '@temporalio/workflow';
import type { NoticeActivities, SendOutcome } from '../../activities/notices/contract.ts';
import type { MailRef } from '../../domain/notices/mail-ref.ts';
import { mailRefusedType } from './contract.ts';

const { sendNotice } = proxyActivities<NoticeActivities>({
  summary: 'send the mail',
  startToCloseTimeout: '30 seconds',
  // An outage of some days delays mails and loses none.
  scheduleToCloseTimeout: '5 days',
  retry: { initialInterval: '2 seconds', backoffCoefficient: 2, maximumInterval: '15 minutes' },
});

const { giveUpNotice } = proxyActivities<NoticeActivities>({
  summary: 'give the mail up',
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});

/**
 * Sends one mail that could not leave at once; what follows it in its stream waits meanwhile. Fails at its end when the mail was
 * refused for good: operators see it.
 */
export async function noticeDelivery(ref: MailRef): Promise<void> {
  const { outcome, reason } = await sendOrGiveUp(ref);
  if (outcome === 'refused') throw ApplicationFailure.nonRetryable(reason ?? '', mailRefusedType);
}

async function sendOrGiveUp(ref: MailRef): Promise<SendOutcome> {
  try {
    return await sendNotice(ref);
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    return await giveUpNotice(ref);
  }
}
