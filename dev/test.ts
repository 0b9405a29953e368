/**
 * `npm test [-- Jest's arguments]`: the checks (without arguments only), then every test against a stack of its own. `--long`, as in
 * `npm run test:long`, plays many more random cases.
 */
import { join } from 'node:path';
import { runChecks } from './checks.ts';
import { exitCodeOf, ignoreBrokenOutput, interrupted } from './interrupt.ts';
import { countLine, isSuccess, type TestCount } from './jest-report.ts';
import { bilingual, explain } from './problem.ts';
import { Supervisor } from './processes.ts';
import { runJest, type JestRun } from './run-jest.ts';
import { createTestFolder, removeTestFolder, sweepTestFolders } from './test-folder.ts';
import { startTestStack } from './test-stack.ts';

const nothingRan: TestCount = { passed: 0, failed: 1, skipped: 0 };

let jest: JestRun | undefined;

async function runTests(args: readonly string[], folder: string, supervisor: Supervisor): Promise<TestCount> {
  const failedChecks = args.length === 0 ? await runChecks() : 0;
  if (failedChecks > 0) return { passed: 0, failed: failedChecks, skipped: 0 };
  const begin = performance.now();
  const environment = await startTestStack(supervisor, folder, (line) => console.log(line));
  const seconds = ((performance.now() - begin) / 1000).toFixed(1);
  console.log(`Postgres, Temporal : prêts / ready (${seconds} s)`);
  jest = runJest(args, folder, environment);
  process.once('exit', jest.stop);
  return Promise.race([jest.count, supervisor.failure]);
}

ignoreBrokenOutput();
const stopWished = interrupted();
await sweepTestFolders();
const folder = createTestFolder();
const supervisor = new Supervisor({
  logFolder: join(folder, 'logs'),
  recordFile: join(folder, 'children.json'),
});
const args = process.argv.slice(2);
if (args[0] === '--long') {
  args.shift();
  process.env['TEST_LONG'] = '1';
}
const tests = runTests(args, folder, supervisor).catch((error: unknown) => {
  console.error(explain(error));
  return nothingRan;
});
const outcome = await Promise.race([tests, stopWished]);
// Before the servers: a test must not fail, or wait, because its database has gone.
jest?.stop();
await supervisor.stopAll();
if (typeof outcome === 'string') {
  await removeTestFolder(folder);
  console.log(bilingual('Tests interrompus.', 'Tests interrupted.'));
  process.exit(exitCodeOf(outcome));
}
await removeTestFolder(folder);
console.log(countLine(outcome));
process.exit(isSuccess(outcome) ? 0 : 1);
