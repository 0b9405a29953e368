import { randomUUID } from 'node:crypto';
import { WithStartWorkflowOperation, WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { formatDossierNumber } from '../../domain/dossier/number.ts';
import { policyOf } from '../../domain/policy/versions.ts';
import {
  type Answer,
  type DossierInput,
  dossierWorkflowId,
  dossierWorkflowType,
  openedUpdate,
} from '../../workflows/dossier/contract.ts';
import { searchAttributes } from '../../workflows/dossier/search-attributes.ts';
import type { TraineeCaller } from '../http/caller.ts';
import { created, type Reply, received } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { Problem, temporarilyUnavailable } from '../problems/problem.ts';
import { refused } from '../problems/refused.ts';
import type { Services } from '../services.ts';
import { offerOf } from '../catalogue/offer.ts';
import { answerLimitMs, deadlineIn } from './deliver.ts';
import { fingerprintOf } from './message-id.ts';
import { grantNumber, returnNumber } from './number-grants.ts';
import { pathOf } from './paths.ts';
import { readAfter } from './read.ts';
import { isUnanswered, refusalOf } from './temporal-outcome.ts';

const startLimitMs = 5_000;
/** Temporal bounds a summary in bytes; a title may be long. */
const longestTitle = 120;

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
  const number = await grantNumber(em, {
    traineeId: caller.id,
    idempotencyKey: exchange.idempotencyKey ?? randomUUID(),
    fingerprint: fingerprintOf('open', wish),
  });
  const request: DossierInput['request'] = {
    number,
    traineeId: caller.id,
    organisationId: offer.organisationId,
    ...wish,
    policyVersion: policyOf(services.config.POLICY_VERSION).version,
    createdAt: receivedAt,
  };
  const path = pathOf(caller, number);
  const answer = await opened(exchange, request, offer.title);
  if (answer === 'unanswered') {
    return received(path, { status: 'received', number, receivedAt, messageId: 'opened' });
  }
  return created(path, await readAfter(exchange, number, answer?.version ?? 0));
}

/** Null when the dossier ran already and is over: a late retry, which is shown what there is. */
async function opened(
  { em, services, giveUpAt }: Exchange,
  request: DossierInput['request'],
  title: string,
): Promise<Answer | 'unanswered' | null> {
  const { temporal } = services;
  const options = startOptions(services, request, title);
  try {
    return await temporal.withDeadline(deadlineIn(answerLimitMs, giveUpAt), () =>
      temporal.workflow.executeUpdateWithStart(openedUpdate, {
        startWorkflowOperation: new WithStartWorkflowOperation(dossierWorkflowType, options),
        updateId: 'opened',
      }),
    );
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal !== null) {
      await returnNumber(em, request.number);
      throw refused(refusal);
    }
    if (error instanceof WorkflowExecutionAlreadyStartedError) return null;
    if (!isUnanswered(error)) throw error;
    return await startOnly(services, options, giveUpAt);
  }
}

/** No worker answered: makes sure that the workflow was started, which Temporal keeps. */
async function startOnly(
  { temporal }: Services,
  options: ReturnType<typeof startOptions>,
  giveUpAt: number,
): Promise<'unanswered'> {
  try {
    await temporal.withDeadline(deadlineIn(startLimitMs, giveUpAt), () =>
      temporal.workflow.start(dossierWorkflowType, options),
    );
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return 'unanswered';
    throw isUnanswered(error) ? temporarilyUnavailable(error) : error;
  }
  return 'unanswered';
}

function startOptions({ config }: Services, request: DossierInput['request'], title: string) {
  const { number, organisationId, trainingId } = request;
  return {
    workflowId: dossierWorkflowId(number),
    taskQueue: config.TEMPORAL_TASK_QUEUE,
    args: [{ request }],
    // A retry finds the workflow that its first request started, and never starts a second one.
    workflowIdConflictPolicy: 'USE_EXISTING' as const,
    workflowIdReusePolicy: 'REJECT_DUPLICATE' as const,
    staticSummary: `${formatDossierNumber(number)} — ${title.slice(0, longestTitle)}`,
    typedSearchAttributes: [
      { key: searchAttributes.number, value: number },
      { key: searchAttributes.state, value: 'draft' },
      { key: searchAttributes.organisation, value: organisationId },
      { key: searchAttributes.training, value: trainingId },
    ],
  };
}
