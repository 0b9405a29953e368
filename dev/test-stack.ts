import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import getPort from 'get-port';
import { resolveChromium } from './chromium.ts';
import { cacheFolder, repositoryRoot } from './local-folder.ts';
import { resolveSchemathesis } from './schemathesis.ts';
import { startPostgres, useExistingPostgres } from './postgres.ts';
import type { Supervisor } from './processes.ts';
import { resolveStripeMock } from './stripe-mock.ts';
import { resolveTemporalBinary } from './temporal-binary.ts';
import { startTemporalServer } from './temporal-server.ts';
import { resolveTestServer } from './test-server.ts';

/** What the tests are told by the environment; `test/support/stack.ts` reads it. */
export type TestEnvironment = Record<
  'TEST_DATABASE_URL' | 'TEST_TEMPORAL_ADDRESS' | 'TEST_SERVER_EXECUTABLE' | 'TEST_WORKFLOW_BUNDLE',
  string
> & {
  TEST_STRIPE_MOCK_URL?: string;
  TEST_CHROMIUM?: string;
  TEST_SCHEMATHESIS?: string;
};

/** Starts what the tests need, on ports and data of their own, under `folder`. */
export async function startTestStack(
  supervisor: Supervisor,
  folder: string,
  say: (line: string) => void,
): Promise<TestEnvironment> {
  const options = { env: process.env, cache: cacheFolder(), say };
  const parts = [
    startTestPostgres(supervisor, folder),
    startTestTemporal(supervisor, options),
    resolveTestServer(options),
    bundleWorkflows(folder),
    startStripeMock(supervisor, options),
    resolveChromium(options),
    resolveSchemathesis(options),
  ] as const;
  // Waits for all even when one fails, so that no start goes on behind the shutdown.
  await Promise.allSettled(parts);
  const [database, temporal, executable, bundle, stripeMock, chromium, schemathesis] =
    await Promise.all(parts);
  return {
    TEST_DATABASE_URL: database,
    TEST_TEMPORAL_ADDRESS: temporal,
    TEST_SERVER_EXECUTABLE: executable,
    TEST_WORKFLOW_BUNDLE: bundle,
    ...(stripeMock === undefined ? {} : { TEST_STRIPE_MOCK_URL: stripeMock }),
    ...(chromium === undefined ? {} : { TEST_CHROMIUM: chromium }),
    ...(schemathesis === undefined ? {} : { TEST_SCHEMATHESIS: schemathesis }),
  };
}

async function startTestPostgres(supervisor: Supervisor, folder: string): Promise<string> {
  const existing = process.env.TEST_DATABASE_URL;
  if (existing) return (await useExistingPostgres(existing)).url;
  const dataDir = join(folder, 'postgres');
  return (await startPostgres({ supervisor, dataDir, port: await getPort(), mode: 'throwaway' })).url;
}

async function startTestTemporal(
  supervisor: Supervisor,
  options: Parameters<typeof resolveTemporalBinary>[0],
): Promise<string> {
  const binary = await resolveTemporalBinary(options);
  return (await startTemporalServer({ supervisor, binary, port: await getPort() })).address;
}

/** Starts stripe-mock, which needs seconds to read Stripe's API; undefined where it cannot be had. */
async function startStripeMock(
  supervisor: Supervisor,
  options: Parameters<typeof resolveStripeMock>[0],
): Promise<string | undefined> {
  const command = await resolveStripeMock(options);
  if (command === undefined) return undefined;
  const address = `127.0.0.1:${await getPort()}`;
  // Without an address for HTTPS it takes a fixed port, on all interfaces.
  const args = ['-https-addr', '127.0.0.1:0', '-http-addr', address];
  const child = supervisor.start({ name: 'stripe-mock', command, args, env: process.env });
  await child.readyWhen(async () => void (await fetch(`http://${address}`)), 60_000);
  return `http://${address}`;
}

/** Bundles the workflow code once for all test files: each worker would otherwise spend seconds on it. */
async function bundleWorkflows(folder: string): Promise<string> {
  const path = join(folder, 'workflow-bundle.js');
  await promisify(execFile)(process.execPath, [join(repositoryRoot, 'worker', 'bundle.ts'), path]);
  return path;
}
