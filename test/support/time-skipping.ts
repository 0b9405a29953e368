import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import getPort from 'get-port';
import { addSearchAttributes } from '../../dev/temporal-search-attributes.ts';
import { waitFor } from '../../dev/wait-for.ts';
import { testStack } from './stack.ts';

/** What the SDK's public ways go through; none of them uses a server of one's own that skips time. */
interface Creator {
  create(options: object): Promise<TestWorkflowEnvironment>;
}

/**
 * Starts a Temporal server that skips time, with our search attributes; `teardown()` ends it. The SDK's own start gives up
 * after five seconds, which tells how busy the machine is and not whether the server starts.
 */
export async function startTimeSkipping(): Promise<TestWorkflowEnvironment> {
  const port = await getPort();
  const server = spawn(testStack.testServerExecutable, [String(port)], { stdio: 'ignore' });
  const ended = once(server, 'exit');
  await waitFor(() => accepts(port), { retryIf: () => server.exitCode === null });
  const env = await (TestWorkflowEnvironment as unknown as Creator).create({
    server: { type: 'existing' },
    address: `127.0.0.1:${port}`,
    supportsTimeSkipping: true,
  });
  const close = env.teardown.bind(env);
  env.teardown = async () => {
    await close();
    server.kill();
    await ended;
  };
  await addSearchAttributes(env.connection);
  return env;
}

async function accepts(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
  } finally {
    socket.destroy();
  }
}
