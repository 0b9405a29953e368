import type { Client } from '@temporalio/client';
import type { NoticeDependencies } from '../../activities/notices/dependencies.ts';
import { deliveryClaimMs } from '../../activities/notices/notice-activities.ts';
import { sendAtOnce } from '../../activities/notices/send-mail.ts';
import { MailRateError } from '../../activities/notices/send-once.ts';
import { queries as queriesOf } from '../../db/database.ts';
import { type ClaimedMail, claimMails, keepMailClaim } from '../../db/notices/claim-notices.ts';
import { type NoticeFacts, noticeFacts } from '../../db/notices/notice-facts.ts';
import { instant } from '../../domain/calendar/paris-time.ts';
import type { MailRef } from '../../domain/notices/mail-ref.ts';
import { searchAttributes } from '../../workflows/dossier/search-attributes.ts';
import { noticeDeliveryId, noticeDeliveryType } from '../../workflows/notices/contract.ts';
import type { Outbox } from './sender.ts';

/** What sending mails from the outbox needs. */
export interface MailOutboxParts extends NoticeDependencies {
  client: Client;
  /** The dossiers' task queue. */
  taskQueue: string;
}

type Mail = ClaimedMail & { facts: NoticeFacts | null };

const mostAtOnce = 8;

/** The mails that wait. One that does not leave at the first try gets a workflow, which has the patience. */
export function mailOutbox(parts: MailOutboxParts): Outbox<Mail> {
  return {
    name: 'mails',
    // Those of a second: more would wait for their turn longer than they are claimed.
    atOnce: Math.min(mostAtOnce, Math.ceil(parts.perSecond)),
    claim: async (limit) => {
      const queries = queriesOf(parts.db.em.fork());
      const claimed = await claimMails(queries, limit);
      const notices = claimed.map(({ notice }) => notice);
      // One that cannot be read must not hold up the others: each is then read by itself.
      const facts = await noticeFacts(queries, notices).catch(() => null);
      return claimed.map((mail) => ({ ...mail, facts: facts?.get(mail.notice.id) ?? null }));
    },
    send: (mail) => send(parts, mail),
  };
}

async function send(parts: MailOutboxParts, { ref, notice, facts }: Mail): Promise<void> {
  try {
    const read = facts === null ? null : { notice, facts };
    await sendAtOnce(parts, ref, { read, now: instant(Date.now()) });
  } catch (error) {
    // It waits for the others, which takes no workflow: its claim ends, and it is claimed again.
    if (error instanceof MailRateError) return;
    await startNoticeDelivery(parts, ref, notice.dossierNumber);
    await keepMailClaim(queriesOf(parts.db.em.fork()), ref, deliveryClaimMs);
  }
}

/** Starts the workflow that sends a mail, unless it runs. */
export async function startNoticeDelivery(
  { client, taskQueue }: Pick<MailOutboxParts, 'client' | 'taskQueue'>,
  ref: MailRef,
  dossierNumber: string | null,
): Promise<void> {
  await client.workflow.start(noticeDeliveryType, {
    workflowId: noticeDeliveryId(ref),
    taskQueue,
    args: [ref],
    workflowIdConflictPolicy: 'USE_EXISTING',
    // One that ended without settling it, by hand, may be followed by another.
    workflowIdReusePolicy: 'ALLOW_DUPLICATE',
    ...(dossierNumber === null
      ? {}
      : { typedSearchAttributes: [{ key: searchAttributes.number, value: dossierNumber }] }),
  });
}
