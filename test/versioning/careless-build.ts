import { sleep } from '@temporalio/workflow';
import { dossier as asItWas } from '../../workflows/dossier/dossier.ts';
import type { DossierInput } from '../../workflows/dossier/contract.ts';

export * from '../../workflows/index.ts';

/** The same change without `patched`: what must not be rolled out. */
export async function dossier(input: DossierInput): Promise<unknown> {
  void sleep('1 millisecond');
  return await asItWas(input);
}
