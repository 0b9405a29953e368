import { WorkflowNotFoundError } from '@temporalio/client';
import { openCheckoutUrl } from '../../db/payments/checkouts.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { dossierWorkflowId, openCheckoutUpdate } from '../../workflows/dossier/contract.ts';
import { stateOf } from '../dossiers/access.ts';
import { answerLimitMs, deadlineIn } from '../dossiers/deliver.ts';
import { send } from '../dossiers/send.ts';
import { isUnanswered, refusalOf } from '../dossiers/temporal-outcome.ts';
import type { TraineeCaller } from '../http/caller.ts';
import { ok, type Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { Problem, temporarilyUnavailable } from '../problems/problem.ts';
import { refused } from '../problems/refused.ts';
import { needsPayments } from './configured.ts';

/**
 * Opens the payment of a dossier's remainder, or renews it, and says where to pay. The message is kept under its
 * `Idempotency-Key`; the page is asked for anew each time, so that a repetition succeeds once the payment service answers
 * again. Throws `payment_not_configured`, `payment_unavailable` or what refuses the message.
 */
export async function openPayment(exchange: Exchange<TraineeCaller>, number: DossierNumber): Promise<Reply> {
  await stateOf(exchange.em, exchange.caller, number);
  needsPayments(exchange);
  const reply = await send(exchange, number, { type: 'open_payment', contents: {} });
  if (reply.status !== 200) return reply;
  await pageOpened(exchange, number);
  const checkoutUrl = await openCheckoutUrl(exchange.em, number);
  // Between the two somebody paid on it, or it was closed.
  if (checkoutUrl === null) throw new Problem('payment_unavailable');
  return ok({ checkoutUrl });
}

async function pageOpened({ services, giveUpAt }: Exchange, number: DossierNumber): Promise<void> {
  const { temporal } = services;
  try {
    const handle = temporal.workflow.getHandle(dossierWorkflowId(number));
    await temporal.withDeadline(deadlineIn(answerLimitMs, giveUpAt), () =>
      handle.executeUpdate(openCheckoutUpdate),
    );
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal !== null) throw refused(refusal);
    if (error instanceof WorkflowNotFoundError) throw new Problem('payment_not_due', { cause: error });
    throw isUnanswered(error) ? temporarilyUnavailable(error) : error;
  }
}
