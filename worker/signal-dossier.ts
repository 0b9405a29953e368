import type { Client } from '@temporalio/client';
import type { SignalDossier } from '../activities/signal-dossier.ts';
import { dossierWorkflowType } from '../workflows/dossier/contract.ts';
import { signalStart } from '../workflows/dossier/start.ts';

/** Signals dossiers of one task queue through a client. */
export function createSignalDossier(client: Client, taskQueue: string): SignalDossier {
  return async (dossier, signal, signalArgs) => {
    await client.workflow.signalWithStart(
      dossierWorkflowType,
      signalStart(dossier, taskQueue, signal, signalArgs),
    );
  };
}
