import { Connection } from '@temporalio/client';
import { lastLines } from './log-file.ts';
import { portSettings, portTaken } from './ports.ts';
import { Problem } from './problem.ts';
import type { Supervisor } from './processes.ts';
import { ensureSearchAttributes, searchAttributeFlags } from './temporal-search-attributes.ts';

/** A Temporal server that answers. */
export interface TemporalServer {
  readonly address: string;
  /** The address of its Web UI, when it has one that is known here. */
  readonly ui: string | undefined;
  stop(): Promise<void>;
}

/** How the local server runs. */
export interface TemporalServerOptions {
  readonly supervisor: Supervisor;
  readonly binary: string;
  readonly port: number;
  /** Without it there is no Web UI. */
  readonly uiPort?: number;
  /** Without it the workflows live in memory only. */
  readonly dbFile?: string;
}

/** Uses the server of `TEMPORAL_ADDRESS` as it is; only search attributes that it lacks are added. */
export async function useExistingTemporal(address: string, namespace = 'default'): Promise<TemporalServer> {
  try {
    await checkServer(address, namespace);
  } catch (error) {
    const reason = (error as Error).message;
    throw new Problem(
      `Le serveur Temporal de TEMPORAL_ADDRESS (${address}) ne répond pas (${reason}) : démarrez-le, ou enlevez TEMPORAL_ADDRESS pour le serveur local.`,
      `The Temporal server of TEMPORAL_ADDRESS (${address}) does not answer (${reason}): start it, or unset TEMPORAL_ADDRESS for the local server.`,
    );
  }
  return { address, ui: undefined, stop: () => Promise.resolve() };
}

/** Starts `temporal server start-dev` and waits until its namespace answers. */
export async function startTemporalServer(options: TemporalServerOptions): Promise<TemporalServer> {
  const { supervisor, port, uiPort } = options;
  const address = `127.0.0.1:${port}`;
  const child = supervisor.start({
    name: 'temporal',
    command: options.binary,
    args: serverArguments(options),
    env: process.env,
    mark: `start-dev --ip 127.0.0.1 --port ${port}`,
    stopLimitMs: 15_000,
  });
  try {
    await child.readyWhen(() => checkServer(address, 'default'), 60_000);
  } catch (error) {
    const log = lastLines(child.logPath, 30);
    if (!/address already in use/i.test(log)) throw error;
    const uiTaken = uiPort !== undefined && log.includes(`:${uiPort}`);
    throw uiTaken ? portTaken(portSettings.temporalUi, uiPort) : portTaken(portSettings.temporal, port);
  }
  const ui = uiPort === undefined ? undefined : `http://127.0.0.1:${uiPort}`;
  return { address, ui, stop: () => supervisor.stop('temporal') };
}

function serverArguments({ port, uiPort, dbFile }: TemporalServerOptions): string[] {
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port)],
    ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)]),
    ...(dbFile === undefined ? [] : ['--db-filename', dbFile]),
    ...['--log-level', 'error', '--disable-config-file', '--disable-config-env'],
    ...['--dynamic-config-value', 'system.enableEagerWorkflowStart=true'],
    ...searchAttributeFlags.flatMap((flag) => ['--search-attribute', flag]),
  ];
}

async function checkServer(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({ address, connectTimeout: '3s' });
  try {
    await connection.withDeadline(Date.now() + 3000, () =>
      connection.workflowService.describeNamespace({ namespace }),
    );
    await ensureSearchAttributes(connection, namespace);
  } finally {
    await connection.close();
  }
}
