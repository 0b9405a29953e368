import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { deadlineIn } from '../dossiers/deliver.ts';
import { isUnanswered } from '../dossiers/temporal-outcome.ts';
import type { Exchange } from '../http/route.ts';
import { temporarilyUnavailable } from '../problems/problem.ts';

const startLimitMs = 5_000;

/** A workflow to start once: its id stands for what it is about. */
export interface Start {
  type: string;
  workflowId: string;
  input: object;
  /** For operators; nothing personal. */
  summary: string;
}

/** Starts a workflow unless one of its id runs or ran. Throws `temporarily_unavailable` while Temporal is away. */
export async function startWorkflow(
  { services: { temporal, config }, giveUpAt }: Pick<Exchange, 'services' | 'giveUpAt'>,
  { type, workflowId, input, summary }: Start,
): Promise<void> {
  try {
    await temporal.withDeadline(deadlineIn(startLimitMs, giveUpAt), () =>
      temporal.workflow.start(type, {
        workflowId,
        taskQueue: config.TEMPORAL_TASK_QUEUE,
        args: [input],
        workflowIdConflictPolicy: 'USE_EXISTING',
        workflowIdReusePolicy: 'REJECT_DUPLICATE',
        staticSummary: summary,
      }),
    );
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return;
    throw isUnanswered(error) ? temporarilyUnavailable(error) : error;
  }
}
