/** Bundles the workflows once, for images and for workers that must start fast: `node worker/bundle.ts [FILE]`, else to the output. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

const [file] = process.argv.slice(2);
const workflowsPath = fileURLToPath(new URL('../workflows/index.ts', import.meta.url));
const { code } = await bundleWorkflowCode({ workflowsPath, logger: new DefaultLogger('WARN') });
if (file === undefined) process.stdout.write(code);
else writeFileSync(file, code);
