import { patched, sleep } from '@temporalio/workflow';
import { dossier as asItWas } from '../../workflows/dossier/dossier.ts';
import type { DossierInput } from '../../workflows/dossier/contract.ts';

export * from '../../workflows/index.ts';

/**
 * The workflow of dossiers after a change that its histories notice: a timer at the beginning. `patched` lets those that began
 * without it go on without it (docs/operations.md, "Rolling out a change").
 */
export async function dossier(input: DossierInput): Promise<unknown> {
  // Not awaited: the handlers must be there within the first task.
  if (patched('a-timer-at-the-beginning')) void sleep('1 millisecond');
  return await asItWas(input);
}
