import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { Dossier } from '../domain/dossier/dossier.ts';
import type { DossierNumber } from '../domain/dossier/number.ts';
import { dossierViewQuery, dossierWorkflowId } from '../workflows/dossier/contract.ts';

const queryLimitMs = 10_000;

/**
 * Asks a dossier's workflow for the dossier as its history has it; null before its first message. Throws a
 * `WorkflowNotFoundError` when there is no such workflow.
 */
export async function dossierOf(client: Client, number: DossierNumber): Promise<Dossier | null> {
  const handle = client.workflow.getHandle(dossierWorkflowId(number));
  const reading = await client.withDeadline(Date.now() + queryLimitMs, () => handle.query(dossierViewQuery));
  return reading?.dossier ?? null;
}

/** What `read` finds, or null when there is no such workflow. */
export async function orNoWorkflow<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}
