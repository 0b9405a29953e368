import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import { organisationMailId, organisationMailType } from '../../workflows/organisation-mail/contract.ts';
import { isUnanswered } from '../dossiers/temporal-outcome.ts';
import { temporarilyUnavailable } from '../problems/problem.ts';
import type { Services } from '../services.ts';

/**
 * Has an invitation mailed, durably: once, however often it is asked for. Throws `temporarily_unavailable` when Temporal does
 * not answer; the invitation stands and can be sent again.
 */
export async function sendInvitation({ temporal, config }: Services, invitationId: string): Promise<void> {
  const mail = { kind: 'invitation', id: invitationId, occasion: 'made' } as const;
  try {
    await temporal.workflow.start(organisationMailType, {
      workflowId: organisationMailId(mail),
      taskQueue: config.TEMPORAL_TASK_QUEUE,
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      args: [mail],
    });
  } catch (error) {
    if (error instanceof WorkflowExecutionAlreadyStartedError) return;
    throw isUnanswered(error) ? temporarilyUnavailable(error) : error;
  }
}
