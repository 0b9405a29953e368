import { ApplicationFailure, Context } from '@temporalio/activity';
import { MailServiceError } from '../mail/resend-mailer.ts';
import { carryNotices } from './carry-notices.ts';
import type { NoticeActivities } from './contract.ts';
import type { NoticeDependencies } from './dependencies.ts';
import { NotStandingError } from './notice-context.ts';
import { giveUp, sendNext } from './send-next.ts';

/** Builds the activities of notices with their dependencies. */
export function createNoticeActivities(deps: NoticeDependencies): NoticeActivities {
  return {
    carryNotices: () => carryNotices(deps),
    // The server's clock: it is the one by which deadlines pass.
    sendNext: (stream) =>
      withoutSecrets(() => sendNext(deps, stream, Context.current().info.currentAttemptScheduledTimestampMs)),
    giveUp: (stream) =>
      withoutSecrets(() => giveUp(deps, stream, Context.current().info.currentAttemptScheduledTimestampMs)),
  };
}

/** An error's message may hold what was sent; a history must not. */
async function withoutSecrets<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    const name = error instanceof Error ? error.name : 'Error';
    const known = error instanceof MailServiceError || error instanceof NotStandingError;
    const retryAfter = error instanceof MailServiceError ? error.retryAfterSeconds : null;
    throw ApplicationFailure.create({
      type: name,
      message: known ? error.message : 'The notice could not be sent',
      ...(retryAfter === null ? {} : { nextRetryDelay: `${retryAfter} seconds` }),
    });
  }
}
