import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { Cents } from '../../domain/money.ts';
import { queries } from '../database.ts';

/** One try of one of a dossier's refunds; numbers from 1. */
export interface RefundKey {
  number: DossierNumber;
  refund: number;
  try: number;
}

/** What is about to be asked for. */
export interface RefundIntent extends RefundKey {
  sequence: number;
  paymentId: string | null;
  amountCents: Cents;
}

/** Writes down that a refund is about to be asked for; the same again changes nothing. */
export async function intendRefund(em: EntityManager, intent: RefundIntent): Promise<void> {
  const { number, refund, try: attempt, sequence, paymentId, amountCents } = intent;
  await sql`
    insert into refunds (number, refund, try, sequence, payment_id, amount_cents, status)
    values (${number}, ${refund}, ${attempt}, ${sequence}, ${paymentId}, ${amountCents}, 'asking')
    on conflict do nothing`.execute(queries(em));
}

/** Notes what the payment service said of a try. What is over stays so, but that the bank may send a refund back later. */
export async function noteRefund(
  em: EntityManager,
  { number, refund, try: attempt }: RefundKey,
  note: { status: 'requested' | 'done' | 'failed'; refundId?: string | null; failure?: string | null },
): Promise<void> {
  const { status, refundId = null, failure = null } = note;
  await sql`
    update refunds set status = ${status}, refund_id = coalesce(${refundId}, refund_id), failure = ${failure},
      heard_at = now()
    where number = ${number} and refund = ${refund} and try = ${attempt}
      and (status in ('asking', 'requested') or ${status} = 'failed')`.execute(queries(em));
}
