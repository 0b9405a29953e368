import { isGrpcServiceError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { isRefusal, type Refusal } from '../../domain/dossier/refusal.ts';
import { invariantFailureType, refusalFailureType } from '../../workflows/dossier/contract.ts';
import { Problem } from '../problems/problem.ts';

/**
 * The refusal that an update failed with; null when it failed otherwise. Throws `dossier_stuck` when the message found something
 * broken, which asking again does not mend.
 */
export function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof WorkflowUpdateFailedError) || !(error.cause instanceof ApplicationFailure))
    return null;
  const { type, details } = error.cause;
  if (type === invariantFailureType) throw new Problem('dossier_stuck', { cause: error });
  const [refusal] = (details ?? []) as (object | null)[];
  return type === refusalFailureType && refusal != null && isRefusal(refusal) ? refusal : null;
}

/** Whether a call failed because Temporal, or a worker, did not answer; not because of what was asked. */
export function isUnanswered(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (isGrpcServiceError(error)) return true;
  return error.name === 'WorkflowUpdateRPCTimeoutOrCancelledError' || isGrpcServiceError(error.cause);
}
