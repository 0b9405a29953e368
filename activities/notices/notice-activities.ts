import { ApplicationFailure, Context } from '@temporalio/activity';
import { queries as queriesOf } from '../../db/database.ts';
import { keepMailClaim } from '../../db/notices/claim-notices.ts';
import { tellOutboxChanged } from '../../db/outbox.ts';
import { instant } from '../../domain/calendar/paris-time.ts';
import { MailServiceError } from '../mail/resend-mailer.ts';
import type { NoticeActivities, SendOutcome } from './contract.ts';
import type { NoticeDependencies } from './dependencies.ts';
import { giveUp, sendMail } from './send-mail.ts';
import { MailRateError } from './send-once.ts';

/**
 * How long a mail is claimed by the workflow that delivers it, in milliseconds, from each attempt: longer than the pause to the next
 * one. Later, the workflow is gone, and the relay takes the mail up.
 */
export const deliveryClaimMs = 75 * 60_000;

/** How soon a mail is tried again that could not leave for the many others. */
const nextSlotSeconds = 10;

/** Builds the activities of notices with their dependencies. */
export function createNoticeActivities(deps: NoticeDependencies): NoticeActivities {
  return {
    sendNotice: (ref) =>
      settling(deps, async () => {
        await keepMailClaim(queriesOf(deps.db.em.fork()), ref, deliveryClaimMs);
        // The server's clock: it is the one by which deadlines pass.
        const nowMs = Context.current().info.currentAttemptScheduledTimestampMs;
        return await sendMail(deps, ref, instant(Math.floor(nowMs)));
      }),
    giveUpNotice: (ref) => settling(deps, () => giveUp(deps, ref)),
  };
}

/** What waits behind a mail may leave once it is settled. An error's message may hold what was sent; a history must not. */
async function settling({ db }: NoticeDependencies, run: () => Promise<SendOutcome>): Promise<SendOutcome> {
  try {
    const outcome = await run();
    await tellOutboxChanged(queriesOf(db.em.fork()), 'notices');
    return outcome;
  } catch (error) {
    const name = error instanceof Error ? error.name : 'Error';
    const known = error instanceof MailServiceError || error instanceof MailRateError;
    const retryAfter = error instanceof MailServiceError ? error.retryAfterSeconds : null;
    const pause = error instanceof MailRateError ? nextSlotSeconds : retryAfter;
    throw ApplicationFailure.create({
      type: name,
      message: known ? error.message : 'The notice could not be sent',
      ...(pause === null ? {} : { nextRetryDelay: `${pause} seconds` }),
    });
  }
}
