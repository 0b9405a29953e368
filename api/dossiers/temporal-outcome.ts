import { isGrpcServiceError, WorkflowUpdateFailedError } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { isRefusal, type Refusal } from '../../domain/dossier/refusal.ts';
import { refusalFailureType } from '../../workflows/dossier/contract.ts';

/** The refusal that an update failed with; null when it failed otherwise. */
export function refusalOf(error: unknown): Refusal | null {
  if (!(error instanceof WorkflowUpdateFailedError)) return null;
  const { cause } = error;
  if (!(cause instanceof ApplicationFailure) || cause.type !== refusalFailureType) return null;
  const detail: unknown = cause.details?.[0];
  return typeof detail === 'object' && detail !== null && isRefusal(detail) ? detail : null;
}

/** Whether a call failed because Temporal, or a worker, did not answer; not because of what was asked. */
export function isUnanswered(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (isGrpcServiceError(error)) return true;
  return error.name === 'WorkflowUpdateRPCTimeoutOrCancelledError' || isGrpcServiceError(error.cause);
}
