import { ApplicationFailure } from '@temporalio/workflow';
import type { Refusal } from '../../domain/dossier/refusal.ts';
import { refusalFailureType } from './contract.ts';

/** A refusal as the failure of an update: a business answer, never retried. */
export function failureOf(refusal: Refusal): ApplicationFailure {
  return ApplicationFailure.create({
    type: refusalFailureType,
    message: refusal.refused,
    nonRetryable: true,
    details: [refusal],
  });
}
