import { DefaultLogger, Runtime } from '@temporalio/worker';

/** Keeps the SDK's own log lines out of a test's output; call it before the first worker of a file. */
export function quietRuntime(): void {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
}
