import { Client, Connection } from '@temporalio/client';
import type { RunningDossier } from '../../activities/backstop/disagreements.ts';
import type { SignalDossier } from '../../activities/signal-dossier.ts';
import { type Config, temporalConnectionOptions } from '../../config.ts';
import { runningDossiers } from '../running-dossiers.ts';
import { createSignalDossier } from '../signal-dossier.ts';
import { AdminProblem } from './problem.ts';

/** The dossiers' workflows, in Temporal. */
export interface DossierConnection {
  running(): AsyncIterable<RunningDossier>;
  signalDossier: SignalDossier;
  close(): Promise<void>;
}

/** Connects to Temporal. Throws an `AdminProblem` when it does not answer. */
export async function connectDossiers(
  config: Config,
  connectTimeout: '10 seconds' | '1 second' = '10 seconds',
): Promise<DossierConnection> {
  const options = { ...temporalConnectionOptions(config), connectTimeout };
  const connection = await Connection.connect(options).catch(() => {
    throw new AdminProblem(
      `Temporal ne répond pas à l’adresse ${config.TEMPORAL_ADDRESS} : vérifiez qu’il est démarré.`,
    );
  });
  const client = new Client({ connection, namespace: config.TEMPORAL_NAMESPACE });
  return {
    running: () => runningDossiers(client, config.TEMPORAL_TASK_QUEUE),
    signalDossier: createSignalDossier(client, config.TEMPORAL_TASK_QUEUE),
    close: () => connection.close(),
  };
}
