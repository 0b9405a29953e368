import { randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation } from '@temporalio/client';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { policyOf } from '../../domain/policy/versions.ts';
import {
  dossierWorkflowType,
  openSignal,
  type OpenRequest,
  openUpdate,
} from '../../workflows/dossier/contract.ts';
import { dossierStart, type StartedDossier } from '../../workflows/dossier/start.ts';
import type { TraineeCaller } from '../http/caller.ts';
import { created, type Reply, received } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { Problem, temporarilyUnavailable } from '../problems/problem.ts';
import { refused } from '../problems/refused.ts';
import { offerOf } from '../catalogue/offer.ts';
import { answerLimitMs, deadlineIn, signalDossier } from './deliver.ts';
import { fingerprintOf } from './message-id.ts';
import { grantNumber, returnNumber } from './number-grants.ts';
import { pathOf } from './paths.ts';
import { readAfter } from './read.ts';
import { isUnanswered, refusalOf } from './temporal-outcome.ts';

/** What a trainee asks for. */
export interface DraftWish {
  trainingId: string;
  sessionId: string | null;
}

/** Opens a new draft: grants its number, starts its workflow, and answers once the draft is recorded. */
export async function openDraft(exchange: Exchange<TraineeCaller>, wish: DraftWish): Promise<Reply> {
  const { em, caller, services, receivedAt } = exchange;
  const offer = await offerOf(em, wish.trainingId);
  if (offer === null) throw new Problem('training_not_found');
  const { organisationId, title } = offer;
  const number = await grantNumber(em, {
    traineeId: caller.id,
    idempotencyKey: exchange.idempotencyKey ?? randomUUID(),
    fingerprint: fingerprintOf('open', wish),
  });
  const policyVersion = policyOf(services.config.POLICY_VERSION).version;
  const request = { traineeId: caller.id, organisationId, ...wish, policyVersion, createdAt: receivedAt };
  const dossier = {
    number,
    organisationId,
    state: 'draft',
    training: { id: wish.trainingId, title },
  } as const;
  const path = pathOf(caller, number);
  const isAnswered = await opened(exchange, dossier, request);
  return isAnswered
    ? created(path, await readAfter(exchange, number))
    : received(path, { status: 'received', number, receivedAt, messageId: 'open' });
}

/** False when no worker answered in time: the request is then left as a signal, which Temporal keeps. */
async function opened(
  exchange: Exchange,
  dossier: StartedDossier & { number: DossierNumber },
  request: OpenRequest,
): Promise<boolean> {
  const { em, services, giveUpAt } = exchange;
  const { temporal, config } = services;
  const start = dossierStart(dossier, config.TEMPORAL_TASK_QUEUE);
  const startWorkflowOperation = new WithStartWorkflowOperation(dossierWorkflowType, start);
  try {
    await temporal.withDeadline(deadlineIn(answerLimitMs, giveUpAt), () =>
      temporal.workflow.executeUpdateWithStart(openUpdate, {
        startWorkflowOperation,
        args: [request],
        updateId: 'open',
      }),
    );
    return true;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal !== null) {
      await returnNumber(em, dossier.number);
      throw refused(refusal);
    }
    if (!isUnanswered(error)) throw error;
    await signalDossier(services, { dossier, signal: openSignal, args: [request], giveUpAt }).catch(
      (failure: unknown) => {
        throw isUnanswered(failure) ? temporarilyUnavailable(failure) : failure;
      },
    );
    return false;
  }
}
