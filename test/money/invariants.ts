import { expect } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { openContest } from '../../domain/dossier/contest.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { isFinished } from '../../domain/dossier/states.ts';
import { accountOf } from '../support/consistency.ts';
import { keepsTheMoney } from './cancellation-oracle.ts';
import { expectCardsToBeRight } from './card-invariants.ts';
import type { History } from './history.ts';

/** Checks, once everything has settled, that no money was lost, made or kept against the rules. */
export async function expectMoneyToBeRight(history: History): Promise<void> {
  expect(history.stage.unexpected).toEqual([]);
  const dossiers = await history.dossiers();
  for (const dossier of dossiers) {
    expectCardsToBeRight(history.stage, dossier);
    await expectRecordToMatch(history, dossier);
  }
  await expectRightsToAddUp(history, dossiers);
}

async function expectRecordToMatch({ stage }: History, dossier: Dossier): Promise<void> {
  const { rows } = await sql<{ snapshot: unknown; versions: number[] }>`
    select snapshot, array(select version from dossier_events event where event.number = dossier.number
      order by version) as versions
    from dossiers dossier where number = ${dossier.number}`.execute(queries(stage.db.em.fork()));
  expect(rows[0]?.snapshot).toEqual(dossier);
  expect(rows[0]?.versions).toEqual(Array.from({ length: dossier.version }, (_, index) => index + 1));
}

async function expectRightsToAddUp({ stage, cast, beginning }: History, dossiers: readonly Dossier[]) {
  const { traineeId } = cast;
  const { rows } = await sql<{ account: string; cents: number }>`
    select account, sum(amount_cents)::integer as cents from ledger_entries
    where trainee_id = ${traineeId} group by account`.execute(queries(stage.db.em.fork()));
  const sums = Object.fromEntries(rows.map(({ account, cents }) => [account, cents]));
  const sumOf = (fits: (dossier: Dossier) => boolean) =>
    dossiers.filter(fits).reduce((sum, { agreement }) => sum + (agreement?.rightsCents ?? 0), 0);
  const isHeld = (dossier: Dossier) => openContest(dossier) !== null;
  const consumed = sumOf((one) => (one.state === 'completed' && !isHeld(one)) || keepsTheMoney(one));
  const reserved = sumOf((one) => !isFinished(one.state) || (one.state === 'completed' && isHeld(one)));
  const { balanceCents } = beginning;
  const available = balanceCents - consumed - reserved;
  expect(available).toBeGreaterThanOrEqual(0);
  expect({ funding: 0, available: 0, reserved: 0, consumed: 0, ...sums }).toEqual({
    funding: 0 - balanceCents,
    available,
    reserved,
    consumed,
  });
  const account = await accountOf(stage.db, traineeId);
  expect(account ?? { available: 0, reserved: 0 }).toEqual({ available, reserved });
}
