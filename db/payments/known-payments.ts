import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { EventMeaning } from '../../domain/payment/event-meaning.ts';
import type { PaymentMessage } from '../../domain/payment/message.ts';
import { queries } from '../database.ts';

/** What an event says, and to which dossier. */
export interface Addressed {
  number: DossierNumber;
  message: PaymentMessage | null;
}

/** Finds whose each of some events is, in their order; null for payments that are not ours. */
export async function addressed(
  em: EntityManager,
  meanings: readonly EventMeaning[],
): Promise<(Addressed | null)[]> {
  const paymentIds = meanings.flatMap((meaning) => ('paymentId' in meaning ? meaning.paymentId : []));
  const attempts = await attemptsOf(em, paymentIds);
  return meanings.map((meaning) => {
    if ('dossier' in meaning) return { number: meaning.dossier, message: meaning.message };
    const attempt = attempts.get(meaning.paymentId);
    if (attempt === undefined) return null;
    return { number: attempt.number, message: { ...meaning.message, sequence: attempt.sequence } };
  });
}

async function attemptsOf(em: EntityManager, paymentIds: readonly string[]) {
  if (paymentIds.length === 0) return new Map<string, never>();
  const { rows } = await sql<{ paymentId: string; number: DossierNumber; sequence: number }>`
    select payment_id as "paymentId", number, sequence from checkouts
    where payment_id = any(${[...paymentIds]}::text[])`.execute(queries(em));
  return new Map(rows.map(({ paymentId, ...attempt }) => [paymentId, attempt]));
}

/** Dossiers by their numbers; those that are gone are left out. */
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
