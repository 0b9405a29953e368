/**
 * Downloads a server with the Temporal SDK's own downloader: `node dev/sdk-download.ts <cli|test-server> <folder> <version>`.
 * A program of its own, because a download that hangs behind a proxy can only be ended from outside.
 */
import { TestWorkflowEnvironment } from '@temporalio/testing';

const [kind, downloadDir, version] = process.argv.slice(2);
if (downloadDir === undefined || version === undefined)
  throw new Error('usage: sdk-download.ts <kind> <folder> <version>');

// The SDK has no call that only downloads: the server is started once and ended.
const server = { executable: { type: 'cached-download', downloadDir, version } } as const;
const environment =
  kind === 'test-server'
    ? await TestWorkflowEnvironment.createTimeSkipping({ server })
    : await TestWorkflowEnvironment.createLocal({ server });
await environment.teardown();
