import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { testStack } from '../support/stack.ts';

test('workflow code brings no library of ours: each workflow that starts loads all of it', () => {
  const bundle = readFileSync(testStack.workflowBundle, 'utf8');
  const packages = [...bundle.matchAll(/!\*\*\* \.\/node_modules\/((?:@[^/]+\/)?[^/]+)/g)].map(
    ([, name]) => name,
  );
  // What the SDK itself brings.
  const own = [...new Set(packages)].filter(
    (name) => !/^(@temporalio\/.+|long|ms|nexus-rpc)$/.test(name ?? ''),
  );
  expect(own).toEqual([]);
});
