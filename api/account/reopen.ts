import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { erasureToWithdraw } from '../../db/personal-data/erasures.ts';
import {
  type AccountErasureInput,
  accountErasureType,
  accountErasureWorkflowId,
  withdrawErasureSignal,
} from '../../workflows/personal-data/contract.ts';
import { deadlineIn } from '../dossiers/deliver.ts';
import { isUnanswered } from '../dossiers/temporal-outcome.ts';
import type { Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { Problem, temporarilyUnavailable } from '../problems/problem.ts';
import { type Credentials, traineeWith } from '../security/log-in.ts';
import { passSecondStep } from './second-factor.ts';

const signalLimitMs = 5_000;

/**
 * Takes back the wish to have one's account erased, within the time of reflection: it opens again in a moment. Who may is known
 * as at a login, the account being closed; every other wish is answered as a wrong login is. Throws `invalid_credentials`,
 * `too_many_attempts`, `second_factor_wrong`.
 */
export async function reopenAccount(
  exchange: Exchange,
  { code, ...credentials }: Credentials & { code?: string | undefined },
): Promise<Reply> {
  const { em } = exchange;
  const trainee = await traineeWith(exchange, credentials, 'closed');
  if (trainee.hasSecondFactor) await passSecondStep(exchange, trainee.id, code ?? '');
  const erasureId = await erasureToWithdraw(em, trainee.id);
  if (erasureId === null) throw new Problem('invalid_credentials');
  await Promise.all([withdraw(exchange, { erasureId }), trainee.forgive()]);
  return { status: 202, json: {} };
}

/** Tells the workflow; starts it when nothing has taken the request up so far. */
async function withdraw({ services, giveUpAt }: Exchange, input: AccountErasureInput): Promise<void> {
  const { temporal, config } = services;
  try {
    await temporal.withDeadline(deadlineIn(signalLimitMs, giveUpAt), () =>
      temporal.workflow.signalWithStart(accountErasureType, {
        workflowId: accountErasureWorkflowId(input.erasureId),
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        taskQueue: config.TEMPORAL_TASK_QUEUE,
        args: [input],
        signal: withdrawErasureSignal,
        staticSummary: 'Effacement d’un compte',
      }),
    );
  } catch (error) {
    // Its reflection has ended, or it was withdrawn, since the database was asked.
    if (error instanceof WorkflowExecutionAlreadyStartedError) throw new Problem('invalid_credentials');
    throw isUnanswered(error) ? temporarilyUnavailable(error) : error;
  }
}
