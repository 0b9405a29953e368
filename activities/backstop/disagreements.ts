import { sql } from 'kysely';
import { type Queries } from '../../db/database.ts';
import { clockOf } from '../../domain/dossier/clock.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';

/** A dossier's workflow as Temporal lists it. */
export interface RunningDossier {
  number: DossierNumber;
  state: string | null;
  /** Epoch milliseconds. */
  deadline: number | null;
}

/** Why a dossier's workflow must look at the row again. */
export type Disagreement = 'no_workflow' | 'behind' | 'overdue' | 'refund_not_made';

/** A dossier whose row and workflow disagree. */
export interface Disagreeing {
  dossier: Dossier;
  why: Disagreement;
}

const rowsAtOnce = 500;

/**
 * Finds the dossiers that need a workflow and have none, whose workflow knows less than the row, or does not do what is due.
 * @param quietMs what was written more recently is left alone: its workflow, and Temporal's list, may be about to follow
 */
export async function* disagreements(
  queries: Queries,
  running: AsyncIterable<RunningDossier>,
  quietMs: number,
): AsyncGenerator<Disagreeing> {
  const listed = new Map<string, RunningDossier>();
  for await (const one of running) listed.set(one.number, one);
  for (let last = ''; ;) {
    const rows = await openOrDue(queries, last, quietMs);
    for (const row of rows) {
      const why = judged(row, listed.get(row.dossier.number));
      if (why !== null) yield { dossier: row.dossier, why };
    }
    last = rows.at(-1)?.dossier.number ?? '';
    if (rows.length < rowsAtOnce) return;
  }
}

interface Row {
  dossier: Dossier;
  isOver: boolean;
  isOverdue: boolean;
  owesRefund: boolean;
}

async function openOrDue(queries: Queries, after: string, quietMs: number): Promise<Row[]> {
  const quiet = sql`now() - ${`${quietMs} milliseconds`}::interval`;
  const { rows } = await sql<Row>`
    select snapshot as dossier, is_over as "isOver", coalesce(timer_at < ${quiet}, false) as "isOverdue",
      coalesce(refund_due_at < ${quiet}, false) as "owesRefund"
    from dossiers
    where number > ${after} and updated_at < ${quiet} and (not is_over or timer_at < ${quiet})
    order by number limit ${rowsAtOnce}`.execute(queries);
  return rows;
}

function judged(row: Row, running: RunningDossier | undefined): Disagreement | null {
  if (row.isOverdue) return 'overdue';
  if (row.isOver) return null;
  if (running === undefined) return 'no_workflow';
  const { state, deadline } = clockOf(row.dossier);
  if (
    running.state !== state ||
    running.deadline !== (deadline === undefined ? null : Date.parse(deadline))
  ) {
    return 'behind';
  }
  return row.owesRefund ? 'refund_not_made' : null;
}
