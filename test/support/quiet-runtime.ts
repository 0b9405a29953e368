import { DefaultLogger, Runtime } from '@temporalio/worker';

let isQuiet = false;

/** Keeps the SDK's own log lines out of a test's output; call it before the first worker of a file, again without effect. */
export function quietRuntime(): void {
  if (isQuiet) return;
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  isQuiet = true;
}
