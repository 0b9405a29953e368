import { type RawBuilder, sql } from 'kysely';
import { type Queries } from '../../db/database.ts';
import { clockOf } from '../../domain/dossier/clock.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { indexRestMs } from '../../workflows/dossier/contract.ts';

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
  const quiet = sql`now() - ${`${quietMs} milliseconds`}::interval`;
  const inNeed = sql`(not is_over or timer_at < ${quiet})`;
  for (let last: string | undefined = ''; last !== undefined;) {
    const rows: Row[] = await rowsOf(queries, sql`number > ${last} and ${inNeed}`, quiet);
    yield* judgedAll(rows, listed);
    for (const { dossier } of rows) listed.delete(dossier.number);
    last = rows.length < rowsAtOnce ? undefined : rows.at(-1)?.dossier.number;
  }
  // A workflow that was not told of its dossier's end would run for ever.
  const ended = sql`is_over and number = any(${[...listed.keys()]})`;
  yield* judgedAll(await rowsOf(queries, ended, quiet), listed);
}

interface Row {
  dossier: Dossier;
  isOver: boolean;
  isOverdue: boolean;
  owesRefund: boolean;
  /** Whether Temporal's list must show it by now. */
  isIndexed: boolean;
}

async function rowsOf(
  queries: Queries,
  which: RawBuilder<unknown>,
  quiet: RawBuilder<unknown>,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select snapshot as dossier, is_over as "isOver", coalesce(timer_at < ${quiet}, false) as "isOverdue",
      coalesce(refund_due_at < ${quiet}, false) as "owesRefund",
      updated_at < ${quiet} - ${`${indexRestMs} milliseconds`}::interval as "isIndexed"
    from dossiers where ${which} and updated_at < ${quiet} order by number limit ${rowsAtOnce}`.execute(
    queries,
  );
  return rows;
}

function judgedAll(rows: readonly Row[], listed: ReadonlyMap<string, RunningDossier>): Disagreeing[] {
  return rows.flatMap((row) => {
    const why = judged(row, listed.get(row.dossier.number));
    return why === null ? [] : { dossier: row.dossier, why };
  });
}

function judged(row: Row, running: RunningDossier | undefined): Disagreement | null {
  if (row.isOverdue) return 'overdue';
  if (running === undefined) return row.isOver ? null : 'no_workflow';
  const { state, deadline } = clockOf(row.dossier);
  const isSame =
    running.state === state && running.deadline === (deadline === undefined ? null : Date.parse(deadline));
  if (row.isIndexed && !isSame) return 'behind';
  return row.owesRefund ? 'refund_not_made' : null;
}
