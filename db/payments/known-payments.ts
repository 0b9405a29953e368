import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { queries } from '../database.ts';

/** The attempt that a payment was made in. */
export interface Attempt {
  number: DossierNumber;
  sequence: number;
}

/** The attempts of payments, by the payment service's id; those that are not ours are left out. */
export async function attemptsOfPayments(
  em: EntityManager,
  paymentIds: readonly string[],
): Promise<Map<string, Attempt>> {
  const { rows } = await sql<Attempt & { paymentId: string }>`
    select payment_id as "paymentId", number, sequence from checkouts
    where payment_id = any(${[...paymentIds]}::text[])`.execute(queries(em));
  return new Map(rows.map(({ paymentId, ...attempt }) => [paymentId, attempt]));
}

/** Dossiers as their projection has them, by number; those that are gone are left out. */
export async function dossiersOf(
  em: EntityManager,
  numbers: readonly DossierNumber[],
): Promise<Map<DossierNumber, Dossier>> {
  const { rows } = await sql<{ number: DossierNumber; dossier: Dossier }>`
    select number, snapshot as dossier from dossiers where number = any(${[...numbers]}::text[])`.execute(
    queries(em),
  );
  return new Map(rows.map(({ number, dossier }) => [number, dossier]));
}
