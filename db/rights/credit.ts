import { randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import { DomainError } from '../../domain/errors.ts';
import type { Cents } from '../../domain/money.ts';
import { type Queries, queries as queriesOf } from '../database.ts';

/** The largest amount that a column of cents holds. */
const largestAmount = 2_147_483_647;

/** Rights to add to a trainee's balance. */
export interface Credit {
  traineeId: string;
  /** More than zero. */
  cents: Cents;
  /** What the credit is known by where it comes from: the same one counts once. */
  reference: string;
  at: Instant;
}

/**
 * Adds rights to a trainee's balance: one transfer, from the outside world (`funding`) to `available`, once for each reference.
 * @returns `already` when this reference was credited before.
 * Throws `credit_reference_reused` when it was, with another amount, and `invalid_money` for zero, less, or too much.
 */
export async function creditRights(em: EntityManager, credit: Credit): Promise<'credited' | 'already'> {
  if (credit.cents <= 0 || credit.cents > largestAmount) {
    throw new DomainError('invalid_money', 'Un crédit de droits est un montant positif.', {
      cents: credit.cents,
    });
  }
  return await em.transactional(async (transaction) => {
    const queries = queriesOf(transaction);
    if (await postCredit(queries, credit)) return 'credited';
    if ((await creditedCents(queries, credit)) !== credit.cents) {
      throw new DomainError(
        'credit_reference_reused',
        'Cette référence a déjà servi à créditer un autre montant.',
      );
    }
    return 'already';
  });
}

async function postCredit(queries: Queries, { traineeId, cents, reference, at }: Credit): Promise<boolean> {
  const { rows } = await sql`
    with transfer as (
      insert into ledger_transfers (id, trainee_id, step, kind, at)
      values (${randomUUID()}, ${traineeId}, ${stepOf(reference)}, 'credit', ${at})
      on conflict (trainee_id, dossier_number, step) do nothing
      returning id, trainee_id
    )
    insert into ledger_entries (transfer_id, trainee_id, account, amount_cents)
    select id, trainee_id, account, amount from transfer, (values
      ('funding', ${0 - cents}::integer), ('available', ${cents}::integer)
    ) as entry (account, amount)
    returning id`.execute(queries);
  return rows.length > 0;
}

async function creditedCents(
  queries: Queries,
  { traineeId, reference }: Credit,
): Promise<number | undefined> {
  const { rows } = await sql<{ cents: number }>`
    select amount_cents as cents from ledger_entries
    join ledger_transfers on ledger_transfers.id = transfer_id
    where ledger_transfers.trainee_id = ${traineeId} and dossier_number is null and step = ${stepOf(reference)}
      and account = 'available'`.execute(queries);
  return rows[0]?.cents;
}

function stepOf(reference: string): string {
  return `credit:${reference}`;
}
