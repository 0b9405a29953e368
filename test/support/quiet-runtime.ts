import { DefaultLogger, Runtime } from '@temporalio/worker';

let isInstalled = false;

/** Keeps the SDK's own log lines out of a test's output; call it before the first worker or test server of a file. */
export function quietRuntime(): void {
  if (isInstalled) return;
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  isInstalled = true;
}
