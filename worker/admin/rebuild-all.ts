import type { DossierReading } from '../../workflows/dossier/contract.ts';
import type { DossierSource } from './dossier-source.ts';
import { AdminProblem } from './problem.ts';

const atOnce = 20;

/** What became of the dossiers; `unknown` is one that was deleted from Temporal since it was listed. */
export type RebuildCounts = Record<'written' | 'current' | 'empty' | 'unknown' | 'failed', number>;

/** Where the readings go, and who hears of one that fails. */
export interface RebuildOptions {
  write: (reading: DossierReading) => Promise<'written' | 'current'>;
  onFailure: (workflowId: string, error: unknown) => void;
}

/**
 * Reads each dossier from its workflow and has it written, some at a time. One that fails leaves the others alone; a problem
 * that concerns all of them (`AdminProblem`: no worker) ends it.
 */
export async function rebuildAll(
  workflowIds: AsyncIterable<string> | Iterable<string>,
  source: Pick<DossierSource, 'read'>,
  { write, onFailure }: RebuildOptions,
): Promise<RebuildCounts> {
  const counts: RebuildCounts = { written: 0, current: 0, empty: 0, unknown: 0, failed: 0 };
  const rebuildOne = async (workflowId: string): Promise<keyof RebuildCounts> => {
    try {
      const reading = await source.read(workflowId);
      if (reading === 'unknown') return 'unknown';
      return reading === null ? 'empty' : await write(reading);
    } catch (error) {
      if (error instanceof AdminProblem) throw error;
      onFailure(workflowId, error);
      return 'failed';
    }
  };
  for await (const group of groupsOf(workflowIds)) {
    for (const outcome of await Promise.all(group.map(rebuildOne))) counts[outcome] += 1;
  }
  return counts;
}

async function* groupsOf(ids: AsyncIterable<string> | Iterable<string>): AsyncGenerator<string[]> {
  let group: string[] = [];
  for await (const id of ids) {
    group.push(id);
    if (group.length < atOnce) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}
