import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type RawBuilder, sql } from 'kysely';
import { queries } from '../../../db/database.ts';
import { creditRights } from '../../../db/rights/credit.ts';
import { instant } from '../../../domain/calendar/paris-time.ts';
import { cents } from '../../../domain/money.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
});

const em = () => database.db.em.fork();
const at = instant('2026-11-10T09:00:00Z');

async function newTrainee(): Promise<string> {
  const id = randomUUID();
  await sql`insert into trainees (id, nir_index, nir_ciphertext, nir_key_id, birth_name, first_name, email, password_hash)
    values (${id}, ${Buffer.from(id)}, '', 'k1', 'Nom', 'Prénom', ${`${id}@example.test`}, '')`.execute(
    queries(em()),
  );
  return id;
}

async function balanceOf(traineeId: string): Promise<number | undefined> {
  const { rows } = await sql<{ available_cents: number }>`
    select available_cents from rights_accounts where trainee_id = ${traineeId}`.execute(queries(em()));
  return rows[0]?.available_cents;
}

async function count(table: 'ledger_transfers' | 'ledger_entries', traineeId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::integer as n from ${sql.table(table)} where trainee_id = ${traineeId}`.execute(
    queries(em()),
  );
  return rows[0]?.n ?? -1;
}

/** What the database answers to statements run together in one transaction. */
async function refusal(...statements: RawBuilder<unknown>[]): Promise<unknown> {
  const attempt = em().transactional(async (transaction) => {
    for (const statement of statements) await statement.execute(queries(transaction));
  });
  return await attempt.then(
    () => 'accepted',
    (error: unknown) => error,
  );
}

const transfer = (id: string, traineeId: string, step = randomUUID()) =>
  sql`insert into ledger_transfers (id, trainee_id, step, kind, at) values (${id}, ${traineeId}, ${step}, 'credit', now())`;
const entry = (transferId: string, traineeId: string, account: string, amount: number) =>
  sql`insert into ledger_entries (transfer_id, trainee_id, account, amount_cents)
    values (${transferId}, ${traineeId}, ${account}, ${amount})`;

describe('a credit of rights', () => {
  test('adds to the balance, once for each reference', async () => {
    const traineeId = await newTrainee();
    const credit = { traineeId, cents: cents(150_000), reference: 'versement 2026', at };
    expect(await creditRights(em(), credit)).toBe('credited');
    expect(await creditRights(em(), credit)).toBe('already');
    expect(await balanceOf(traineeId)).toBe(150_000);
    expect(await creditRights(em(), { ...credit, reference: 'versement 2027' })).toBe('credited');
    expect(await balanceOf(traineeId)).toBe(300_000);
    expect(await count('ledger_transfers', traineeId)).toBe(2);
    expect(await count('ledger_entries', traineeId)).toBe(4);
  });

  test('sent twenty times at once with one reference counts once', async () => {
    const traineeId = await newTrainee();
    const credit = { traineeId, cents: cents(1), reference: 'ensemble', at };
    const answers = await Promise.all(Array.from({ length: 20 }, () => creditRights(em(), credit)));
    expect(answers.filter((answer) => answer === 'credited')).toHaveLength(1);
    expect(answers.filter((answer) => answer === 'already')).toHaveLength(19);
    expect(await balanceOf(traineeId)).toBe(1);
    expect(await count('ledger_entries', traineeId)).toBe(2);
  });

  test('of twenty references at once counts twenty times', async () => {
    const traineeId = await newTrainee();
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        creditRights(em(), { traineeId, cents: cents(n + 1), reference: `r${n}`, at }),
      ),
    );
    expect(await balanceOf(traineeId)).toBe(210);
  });

  test('the same reference serves two trainees', async () => {
    const [one, two] = [await newTrainee(), await newTrainee()];
    const credit = { cents: cents(500), reference: 'commune', at };
    expect(await creditRights(em(), { ...credit, traineeId: one })).toBe('credited');
    expect(await creditRights(em(), { ...credit, traineeId: two })).toBe('credited');
  });

  test('a reference that comes back with another amount is refused, and changes nothing', async () => {
    const traineeId = await newTrainee();
    await creditRights(em(), { traineeId, cents: cents(500), reference: 'r', at });
    const other = creditRights(em(), { traineeId, cents: cents(501), reference: 'r', at });
    await expect(other).rejects.toMatchObject({ code: 'credit_reference_reused' });
    expect(await balanceOf(traineeId)).toBe(500);
  });

  test.each([0, 2_147_483_648])('%i cents are refused', async (amount) => {
    const credit = { traineeId: await newTrainee(), cents: cents(amount), reference: 'r', at };
    await expect(creditRights(em(), credit)).rejects.toMatchObject({ code: 'invalid_money' });
  });
});

describe('the database refuses', () => {
  test('a balance below zero', async () => {
    const [id, traineeId] = [randomUUID(), await newTrainee()];
    await creditRights(em(), { traineeId, cents: cents(500), reference: 'r', at });
    const answer = await refusal(
      transfer(id, traineeId),
      entry(id, traineeId, 'available', -501),
      entry(id, traineeId, 'funding', 501),
    );
    expect(answer).toMatchObject({ code: '23514', constraint: 'rights_accounts_available_cents_check' });
    expect(await balanceOf(traineeId)).toBe(500);
  });

  test('a movement that does not sum to zero', async () => {
    const [id, traineeId] = [randomUUID(), await newTrainee()];
    const answer = await refusal(
      transfer(id, traineeId),
      entry(id, traineeId, 'funding', -500),
      entry(id, traineeId, 'available', 501),
    );
    expect(answer).toMatchObject({ code: '23514' });
    expect(String(answer)).toContain('does not sum to zero');
    expect(await balanceOf(traineeId)).toBeUndefined();
  });

  test.each([
    ['an update of an entry', sql`update ledger_entries set amount_cents = 1`],
    ['the deletion of an entry', sql`delete from ledger_entries`],
    ['an update of a transfer', sql`update ledger_transfers set step = 'x'`],
    ['the deletion of a transfer', sql`delete from ledger_transfers`],
    ['emptying the ledger', sql`truncate ledger_transfers, ledger_entries`],
  ])('%s', async (_title, statement) => {
    const traineeId = await newTrainee();
    await creditRights(em(), { traineeId, cents: cents(500), reference: 'r', at });
    expect(await refusal(statement)).toMatchObject({ code: '23001' });
    expect(await count('ledger_entries', traineeId)).toBe(2);
  });
});
