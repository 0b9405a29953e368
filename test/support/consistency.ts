import { expect } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { sql } from 'kysely';
import { queries, type Database } from '../../db/database.ts';
import { readDossier } from '../../db/recording/read-dossier.ts';
import { parseDossierNumber } from '../../domain/dossier/number.ts';
import { dossierViewQuery, dossierWorkflowId } from '../../workflows/dossier/contract.ts';
import { testStack } from './stack.ts';

/** Checks that each open dossier's workflow knows the version of its row, and that the timeline has one line for each version. */
export async function expectProjectionToMatch(
  db: Database,
  numbers: readonly string[],
  address = testStack.temporalAddress,
): Promise<void> {
  const connection = await Connection.connect({ address });
  try {
    const client = new Client({ connection });
    for (const number of numbers) {
      const handle = client.workflow.getHandle(dossierWorkflowId(parseDossierNumber(number)));
      const reading = await handle.query(dossierViewQuery);
      const dossier = await readDossier(queries(db.em.fork()), number);
      expect({ version: dossier?.version, state: dossier?.state }).toEqual({
        version: reading?.version,
        state: reading?.state,
      });
      expect(await versionsOf(db, number)).toEqual(
        Array.from({ length: dossier?.version ?? 0 }, (_, index) => index + 1),
      );
    }
  } finally {
    await connection.close();
  }
}

/** Checks the ledger: every movement sums to zero, and the balances are what the entries add up to. */
export async function expectLedgerToBalance(db: Database): Promise<void> {
  const q = queries(db.em.fork());
  const unbalanced = await sql`
    select transfer_id from ledger_entries group by transfer_id having sum(amount_cents) <> 0`.execute(q);
  expect(unbalanced.rows).toEqual([]);
  const wrong = await sql`
    select trainee_id from rights_accounts account
    where available_cents <> (select coalesce(sum(amount_cents), 0) from ledger_entries
        where trainee_id = account.trainee_id and account = 'available')
      or reserved_cents <> (select coalesce(sum(amount_cents), 0) from ledger_entries
        where trainee_id = account.trainee_id and account = 'reserved')`.execute(q);
  expect(wrong.rows).toEqual([]);
}

/** What a trainee has, in cents. */
export async function accountOf(db: Database, traineeId: string) {
  const { rows } = await sql<{ available: number; reserved: number }>`
    select available_cents as available, reserved_cents as reserved from rights_accounts
    where trainee_id = ${traineeId}`.execute(queries(db.em.fork()));
  return rows[0];
}

async function versionsOf(db: Database, number: string): Promise<number[]> {
  const { rows } = await sql<{ version: number }>`
    select version from dossier_events where number = ${number} order by version`.execute(
    queries(db.em.fork()),
  );
  return rows.map(({ version }) => version);
}
