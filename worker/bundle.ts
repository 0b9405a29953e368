/** Bundles the workflows once, for images and for workers that must start fast: `node worker/bundle.ts FILE`. */
import { writeFileSync } from 'node:fs';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { workflowsPath } from './create-worker.ts';

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('usage: node worker/bundle.ts FILE');
  process.exit(2);
}
const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') });
writeFileSync(file, code);
