import { WorkflowExecutionAlreadyStartedError } from '@temporalio/client';
import {
  type OrganisationMail,
  organisationMailId,
  organisationMailType,
} from '../../workflows/organisation-mail/contract.ts';
import { isUnanswered } from '../dossiers/temporal-outcome.ts';
import { temporarilyUnavailable } from '../problems/problem.ts';
import type { Services } from '../services.ts';

/**
 * Has an invitation mailed, durably: once, however often it is asked for. Throws `temporarily_unavailable` when Temporal does
 * not answer; the invitation stands and can be sent again.
 */
export async function sendInvitation(services: Services, invitationId: string): Promise<void> {
  await sendOrganisationMail(services, { kind: 'invitation', id: invitationId, occasion: 'made' });
}

/** Has a mail sent to the people of an organisation: once for each occasion. Throws `temporarily_unavailable`. */
export async function sendOrganisationMail(
  { temporal, config }: Services,
  mail: OrganisationMail,
): Promise<void> {
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
