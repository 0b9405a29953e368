import { Client, Connection, isGrpcServiceError, WorkflowNotFoundError } from '@temporalio/client';
import { type Config, temporalConnectionOptions } from '../../config.ts';
import {
  type DossierReading,
  dossierViewQuery,
  dossierWorkflowType,
} from '../../workflows/dossier/contract.ts';
import { AdminProblem } from './problem.ts';

/** Longer than a worker takes to replay the longest history. */
const answerTimeoutMs = 30_000;

/** The dossiers as their workflows hold them. */
export interface DossierSource {
  /** The workflow ids of all dossiers that Temporal still keeps, open and closed. */
  all(): AsyncIterable<string>;
  /**
   * Where a dossier stands; null for one that has not begun, `unknown` when there is none of that id.
   * Throws an `AdminProblem` when no worker answers.
   */
  read(workflowId: string): Promise<DossierReading | null | 'unknown'>;
  close(): Promise<void>;
}

/** Connects to Temporal. Throws an `AdminProblem` when it does not answer. */
export async function connectDossiers(
  config: Config,
  connectTimeout: '10 seconds' | '1 second' = '10 seconds',
): Promise<DossierSource> {
  const options = { ...temporalConnectionOptions(config), connectTimeout };
  const connection = await Connection.connect(options).catch(() => {
    throw new AdminProblem(
      `Temporal ne répond pas à l’adresse ${config.TEMPORAL_ADDRESS} : vérifiez qu’il est démarré.`,
    );
  });
  const client = new Client({ connection, namespace: config.TEMPORAL_NAMESPACE });
  return {
    all: () => workflowIds(client),
    read: (workflowId) => read(client, workflowId),
    close: () => connection.close(),
  };
}

async function* workflowIds(client: Client): AsyncGenerator<string> {
  // A run that continued as new is followed by another of the same id, which is the one that answers.
  const query = `WorkflowType = '${dossierWorkflowType}' AND ExecutionStatus != 'ContinuedAsNew'`;
  for await (const { workflowId } of client.workflow.list({ query })) yield workflowId;
}

async function read(client: Client, workflowId: string): Promise<DossierReading | null | 'unknown'> {
  const handle = client.workflow.getHandle(workflowId);
  try {
    return await client.withDeadline(Date.now() + answerTimeoutMs, () => handle.query(dossierViewQuery));
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 'unknown';
    if (isTimeout(error)) {
      throw new AdminProblem(
        'Aucun worker ne répond : démarrez-le, puis relancez la commande. Ce qui est fait reste fait.',
      );
    }
    throw error;
  }
}

function isTimeout(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const deadlineExceeded = 4;
  return isGrpcServiceError(cause) && Number(cause.code) === deadlineExceeded;
}
