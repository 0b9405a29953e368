import {
  ActivityFailure,
  ApplicationFailure,
  isCancellation,
  proxyActivities,
  setHandler,
} from '@temporalio/workflow';
import type { NoticeActivities, SendOutcome } from '../../activities/notices/contract.ts';
import { mailRefusedType, noticePlannedSignal } from './contract.ts';

const { sendNext } = proxyActivities<NoticeActivities>({
  summary: 'send the next notice',
  startToCloseTimeout: '30 seconds',
  // An outage of some days delays mails and loses none.
  scheduleToCloseTimeout: '5 days',
  retry: { initialInterval: '2 seconds', backoffCoefficient: 2, maximumInterval: '15 minutes' },
});

const { giveUp } = proxyActivities<NoticeActivities>({
  summary: 'give a notice up',
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '1 minute' },
});

/**
 * Sends the notices of one stream (a dossier and one of its two readers, or a person) one after the other, so that they
 * arrive in the order of what happened. Fails at its end when a mail was refused for good: operators see it.
 */
export async function noticeStream(stream: string): Promise<void> {
  let planned = true;
  setHandler(noticePlannedSignal, () => void (planned = true));
  const refused: string[] = [];
  while (planned) {
    planned = false;
    for (let more = true; more;) {
      const outcome = await settleNext(stream);
      more = outcome.outcome !== 'none' && outcome.more;
      if (outcome.outcome === 'refused') refused.push(`${outcome.id}: ${outcome.reason ?? ''}`);
    }
  }
  if (refused.length > 0) throw ApplicationFailure.nonRetryable(refused.join(', '), mailRefusedType);
}

async function settleNext(stream: string): Promise<SendOutcome> {
  try {
    return await sendNext(stream);
  } catch (error) {
    if (isCancellation(error) || !(error instanceof ActivityFailure)) throw error;
    return await giveUp(stream);
  }
}
