import type { DossierNumber } from './number.ts';

/** The one builder of a dossier's workflow id; what is asked of the payment service bears it in its key. */
export function dossierWorkflowId(number: DossierNumber): string {
  return `dossier-${number}`;
}
