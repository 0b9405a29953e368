import { Client, Connection } from '@temporalio/client';
import type { RunningDossier } from '../../activities/backstop/disagreements.ts';
import type { SignalDossier } from '../../activities/signal-dossier.ts';
import { type Config, temporalConnectionOptions } from '../../config.ts';
import { currentBuild, makeCurrent } from '../deployment.ts';
import { runningDossiers } from '../running-dossiers.ts';
import { createSignalDossier } from '../signal-dossier.ts';
import { AdminProblem } from './problem.ts';

/** The dossiers' workflows, in Temporal. */
export interface DossierConnection {
  running: () => AsyncIterable<RunningDossier>;
  signalDossier: SignalDossier;
  /** The builds of the program that take their tasks. */
  deployment: { current: () => Promise<string | null>; makeCurrent: (buildId: string) => Promise<void> };
  close: () => Promise<void>;
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
  const taskQueue = config.TEMPORAL_TASK_QUEUE;
  return {
    deployment: {
      current: () => currentBuild(client, taskQueue),
      makeCurrent: (buildId) => makeCurrent(client, taskQueue, buildId),
    },
    running: () => runningDossiers(client, taskQueue),
    signalDossier: createSignalDossier(client, taskQueue),
    close: () => connection.close(),
  };
}
