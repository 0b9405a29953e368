import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { ParentClosePolicy, startChild } from '@temporalio/workflow';
import type { ErasedCounts } from '../../activities/personal-data/contract.ts';
import { accountErasure } from './account-erasure.ts';
import { longWork, patient } from './activities.ts';
import { accountErasureWorkflowId } from './contract.ts';

/** Once a day: erases what has been kept long enough, and starts the erasures that could not be started when asked for. */
export async function retention(): Promise<ErasedCounts> {
  const now = Date.now();
  const erased = await longWork.eraseExpired({ now });
  for (const erasureId of await patient.erasuresNotBegun({ now })) await start(erasureId);
  return erased;
}

async function start(erasureId: string): Promise<void> {
  try {
    await startChild(accountErasure, {
      workflowId: accountErasureWorkflowId(erasureId),
      args: [{ erasureId }],
      parentClosePolicy: ParentClosePolicy.ABANDON,
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
  }
}
