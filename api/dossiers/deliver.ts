import { WithStartWorkflowOperation, WorkflowNotFoundError } from '@temporalio/client';
import type { SignalDefinition } from '@temporalio/common';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierMessage } from '../../domain/dossier/messages.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { Refusal } from '../../domain/dossier/refusal.ts';
import {
  type Answer,
  dossierWorkflowId,
  dossierWorkflowType,
  type Sent,
  signalOf,
  updateOf,
} from '../../workflows/dossier/contract.ts';
import { dossierStart, signalStart, type StartedDossier } from '../../workflows/dossier/start.ts';
import { temporarilyUnavailable } from '../problems/problem.ts';
import type { Services } from '../services.ts';
import { isUnanswered, refusalOf } from './temporal-outcome.ts';

/** How long a sender waits for a worker's answer, in milliseconds. */
export const answerLimitMs = 8_000;
const signalLimitMs = 5_000;

/** A message on its way to a dossier. */
export interface Parcel {
  dossier: Dossier;
  message: DossierMessage;
  fingerprint: string;
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

/** What became of a message. */
export type Delivered =
  | { outcome: 'accepted'; answer: Answer }
  | { outcome: 'refused'; refusal: Refusal }
  | { outcome: 'received'; receipt: Receipt };

/**
 * Delivers a message as an update and waits for the answer; when no worker answers in time, leaves it as a signal, which
 * Temporal keeps. Both carry one id, so that it is applied once. A dossier whose workflow has ended gets a short run. Throws
 * `temporarily_unavailable` when Temporal does not answer (nothing was recorded).
 */
export async function deliver(services: Services, parcel: Parcel): Promise<Delivered> {
  try {
    return { outcome: 'accepted', answer: await update(services, parcel) };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal !== null) return { outcome: 'refused', refusal };
    if (!isUnanswered(error)) throw error;
    return await leave(services, parcel, error);
  }
}

async function update(
  services: Services,
  { dossier, message, fingerprint, giveUpAt }: Parcel,
): Promise<Answer> {
  const { temporal, config } = services;
  const { id, type, by: _, ...sent } = message;
  const definition = updateOf(type);
  const options = { args: [{ ...sent, fingerprint }] as [Sent], updateId: id };
  return await temporal.withDeadline(deadlineIn(answerLimitMs, giveUpAt), async () => {
    try {
      return await temporal.workflow
        .getHandle(dossierWorkflowId(dossier.number))
        .executeUpdate(definition, options);
    } catch (error) {
      if (!(error instanceof WorkflowNotFoundError)) throw error;
      const start = dossierStart(dossier, config.TEMPORAL_TASK_QUEUE);
      const startWorkflowOperation = new WithStartWorkflowOperation(dossierWorkflowType, start);
      return await temporal.workflow.executeUpdateWithStart(definition, {
        ...options,
        startWorkflowOperation,
      });
    }
  });
}

async function leave(
  services: Services,
  { dossier, message, fingerprint, giveUpAt }: Parcel,
  unanswered: unknown,
): Promise<Delivered> {
  const { id: messageId, type, by: _, receivedAt, ...sent } = message;
  try {
    const signal = signalOf(type);
    const args: [Sent] = [{ ...sent, messageId, receivedAt, fingerprint }];
    await signalDossier(services, { dossier, signal, args, giveUpAt });
  } catch (error) {
    throw isUnanswered(error) ? temporarilyUnavailable(unanswered) : error;
  }
  return {
    outcome: 'received',
    receipt: { status: 'received', number: dossier.number, receivedAt, messageId },
  };
}

/** Signals a dossier's workflow, started if it has ended. Throws what Temporal throws. */
export async function signalDossier<Args extends unknown[]>(
  { temporal, config }: Services,
  told: { dossier: StartedDossier; signal: SignalDefinition<Args>; args: Args; giveUpAt: number },
): Promise<void> {
  const { dossier, signal, args, giveUpAt } = told;
  const options = signalStart(dossier, config.TEMPORAL_TASK_QUEUE, signal, args);
  await temporal.withDeadline(deadlineIn(signalLimitMs, giveUpAt), () =>
    temporal.workflow.signalWithStart(dossierWorkflowType, options),
  );
}

/** An epoch deadline for a call to Temporal: never past the end of the request. Throws when that has come. */
export function deadlineIn(limitMs: number, giveUpAt: number): number {
  const left = giveUpAt - performance.now();
  if (left <= 0) throw temporarilyUnavailable(new Error('request limit passed'));
  return Date.now() + Math.min(limitMs, left);
}
