import { WorkflowNotFoundError } from '@temporalio/client';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { DossierMessage } from '../../domain/dossier/messages.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { Refusal } from '../../domain/dossier/refusal.ts';
import {
  type Answer,
  type Delivery,
  deliverSignal,
  deliverUpdate,
  dossierWorkflowId,
} from '../../workflows/dossier/contract.ts';
import { Problem, temporarilyUnavailable } from '../problems/problem.ts';
import type { Services } from '../services.ts';
import { isUnanswered, refusalOf } from './temporal-outcome.ts';

/** How long a sender waits for a worker's answer, in milliseconds. */
export const answerLimitMs = 8_000;
const signalLimitMs = 5_000;

/** A message on its way to a dossier. */
export interface Parcel {
  number: DossierNumber;
  delivery: Delivery;
  /** `performance.now()` after which it may not be sent any more. */
  giveUpAt: number;
}

/** What the sender can be told of a message that no worker answered in time: it is kept, and will be taken up. */
export interface Receipt {
  status: 'received';
  number: DossierNumber;
  receivedAt: Instant;
  messageId: string;
}

/** What became of a message. `gone`: there is no workflow (any longer) to take it. */
export type Delivered =
  | { outcome: 'accepted'; answer: Answer }
  | { outcome: 'refused'; refusal: Refusal }
  | { outcome: 'received'; receipt: Receipt }
  | { outcome: 'gone' };

/**
 * Delivers a message as an update and waits for the answer; when no worker answers in time, leaves it as a signal, which
 * Temporal keeps. Both carry one id, so that the workflow takes them as one message. Throws `idempotency_key_reused` when the
 * id already stood for something else, `temporarily_unavailable` when Temporal does not answer (nothing was recorded).
 */
export async function deliver(services: Services, parcel: Parcel): Promise<Delivered> {
  const { delivery } = parcel;
  try {
    const answer = await update(services, parcel);
    if (answer.fingerprint !== delivery.fingerprint) throw new Problem('idempotency_key_reused');
    return { outcome: 'accepted', answer };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal !== null) return { outcome: 'refused', refusal };
    if (error instanceof WorkflowNotFoundError) return { outcome: 'gone' };
    if (!isUnanswered(error)) throw error;
    return await leave(services, parcel, error);
  }
}

/** The receipt of a message that Temporal keeps. */
export function receiptOf(number: DossierNumber, message: DossierMessage): Receipt {
  return { status: 'received', number, receivedAt: message.receivedAt, messageId: message.id };
}

async function update({ temporal }: Services, { number, delivery, giveUpAt }: Parcel): Promise<Answer> {
  const handle = temporal.workflow.getHandle(dossierWorkflowId(number));
  return await temporal.withDeadline(deadlineIn(answerLimitMs, giveUpAt), () =>
    handle.executeUpdate(deliverUpdate, { args: [delivery], updateId: delivery.message.id }),
  );
}

async function leave(
  { temporal }: Services,
  { number, delivery, giveUpAt }: Parcel,
  unanswered: unknown,
): Promise<Delivered> {
  try {
    const handle = temporal.workflow.getHandle(dossierWorkflowId(number));
    await temporal.withDeadline(deadlineIn(signalLimitMs, giveUpAt), () =>
      handle.signal(deliverSignal, delivery),
    );
    return { outcome: 'received', receipt: receiptOf(number, delivery.message) };
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return { outcome: 'gone' };
    throw isUnanswered(error) ? temporarilyUnavailable(unanswered) : error;
  }
}

/** An epoch deadline for a call to Temporal: never past the end of the request. Throws when that has come. */
export function deadlineIn(limitMs: number, giveUpAt: number): number {
  const left = giveUpAt - performance.now();
  if (left <= 0) throw temporarilyUnavailable(new Error('request limit passed'));
  return Date.now() + Math.min(limitMs, left);
}
