import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { insertAccountRequest, type NewAccountRequest } from '../../db/accounts/account-requests.ts';
import { linkLifeMs } from '../../domain/account/login-rules.ts';
import { addMs, type Instant } from '../../domain/calendar/paris-time.ts';
import {
  accountRequestWorkflowId,
  type AccountRequestInput,
  accountRequestWorkflowType,
} from '../../workflows/account-request/contract.ts';
import { deadlineIn } from '../dossiers/deliver.ts';
import { isUnanswered } from '../dossiers/temporal-outcome.ts';
import type { Exchange } from '../http/route.ts';
import { temporarilyUnavailable } from '../problems/problem.ts';

const startLimitMs = 5_000;
const withLink: readonly MailWish['kind'][] = ['password_reset', 'email_change', 'takeover'];

/** What a mail is about, before it has an id. */
export type MailWish = Omit<NewAccountRequest, 'id' | 'expiresAt'>;

type Sender = Pick<Exchange, 'services' | 'giveUpAt' | 'receivedAt'>;

/**
 * Has a mail sent to an account's owner. Its workflow is started before anything is kept: given a transaction, `em` makes the
 * mail and what it tells of one thing, and neither is ever without the other. Throws `temporarily_unavailable`.
 */
export async function askForMail(sender: Sender, em: EntityManager, wish: MailWish): Promise<void> {
  const id = randomUUID();
  const hasLink = withLink.includes(wish.kind);
  const expiresAt = hasLink ? addMs(sender.receivedAt, linkLifeMs) : null;
  await start(sender, { requestId: id, expiresAt });
  const link = expiresAt === null ? {} : { expiresAt: new Date(expiresAt satisfies Instant) };
  await insertAccountRequest(em, sender.services.vault, { id, ...wish, ...link });
}

async function start({ services, giveUpAt }: Sender, input: AccountRequestInput): Promise<void> {
  const { temporal, config } = services;
  try {
    await temporal.withDeadline(deadlineIn(startLimitMs, giveUpAt), () =>
      temporal.workflow.start(accountRequestWorkflowType, {
        workflowId: accountRequestWorkflowId(input.requestId),
        taskQueue: config.TEMPORAL_TASK_QUEUE,
        args: [input],
        staticSummary: 'Email à un titulaire',
      }),
    );
  } catch (error) {
    throw isUnanswered(error) ? temporarilyUnavailable(error) : error;
  }
}
