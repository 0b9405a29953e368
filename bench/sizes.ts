import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Client } from '@temporalio/client';

const run = promisify(execFile);

/** How long a workflow's history is. */
export interface HistorySize {
  events: number;
  bytes: number;
}

/** Reads the length of a history from the server. */
export async function historyOf(client: Client, workflowId: string): Promise<HistorySize> {
  const { historyLength, historySize = 0 } = await client.workflow.getHandle(workflowId).describe();
  return { events: historyLength, bytes: historySize };
}

/** The memory that a process holds, in megabytes, by the system's own account. */
export async function residentMegabytes(pid: number): Promise<number> {
  const { stdout } = await run('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Math.round(Number(stdout.trim()) / 1_024);
}
