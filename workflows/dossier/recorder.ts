import type { DossierActivities, Settled } from '../../activities/contract.ts';
import type { Refusal } from '../../domain/dossier/refusal.ts';
import { quickOrPatient } from '../quick-or-patient.ts';

/** Runs a recording activity; refusals are answers, not errors. */
export async function record(
  summary: string,
  run: (activities: DossierActivities) => Promise<Settled | Refusal>,
): Promise<Settled | Refusal> {
  return await quickOrPatient(summary, run);
}
