import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { Cents } from '../../domain/money.ts';
import { queries } from '../database.ts';
import type { CheckoutStatus } from '../entities/payments.ts';

/** A payment page as we know it. */
export interface CheckoutRow {
  number: DossierNumber;
  sequence: number;
  /** Which page of the attempt, from 1. */
  opening: number;
  amountCents: Cents;
  status: CheckoutStatus;
  request: Record<string, unknown>;
  sessionId: string | null;
  /** Epoch milliseconds. */
  expiresAt: number;
  /** Epoch milliseconds. */
  createdAt: number;
}

/** Which page. */
export type CheckoutKey = Pick<CheckoutRow, 'number' | 'sequence' | 'opening'>;

/** A page that is about to be asked for. */
export interface CheckoutIntent {
  number: DossierNumber;
  sequence: number;
  amountCents: Cents;
  request: Record<string, unknown>;
  /** Epoch milliseconds. */
  expiresAt: number;
}

/** What the payment service said of a page; its address only while it is open. */
export interface CheckoutNote {
  status: CheckoutStatus;
  sessionId?: string | null;
  paymentId?: string | null;
  url?: string | null;
}

const columns = sql`number, sequence, opening, amount_cents as "amountCents", status, request,
  session_id as "sessionId", (extract(epoch from expires_at) * 1000)::float8 as "expiresAt",
  (extract(epoch from created_at) * 1000)::float8 as "createdAt"`;

/** A dossier's pages on which somebody may still pay or be paying, oldest first. */
export async function checkoutsNotFinal(em: EntityManager, number: DossierNumber): Promise<CheckoutRow[]> {
  const { rows } = await sql<CheckoutRow>`
    select ${columns} from checkouts
    where number = ${number} and status in ('opening', 'open', 'processing')
    order by sequence, opening`.execute(queries(em));
  return rows;
}

/**
 * Writes down that a page is about to be asked for.
 * @returns null when another page of the dossier is live: there is never more than one.
 */
export async function intendCheckout(em: EntityManager, intent: CheckoutIntent): Promise<CheckoutRow | null> {
  const { number, sequence, amountCents, request, expiresAt } = intent;
  const { rows } = await sql<CheckoutRow>`
    insert into checkouts (number, sequence, opening, amount_cents, status, request, expires_at)
    select ${number}, ${sequence}::integer, coalesce(max(opening), 0) + 1, ${amountCents}::integer, 'opening',
      ${JSON.stringify(request)}::jsonb, ${new Date(expiresAt).toISOString()}::timestamptz
    from checkouts where number = ${number} and sequence = ${sequence}::integer
    on conflict do nothing
    returning ${columns}`.execute(queries(em));
  return rows[0] ?? null;
}

/** Notes what the payment service said of a page, by its key or by its session; what is final stays so. */
export async function noteCheckout(
  em: EntityManager,
  page: CheckoutKey | { sessionId: string },
  { status, sessionId = null, paymentId = null, url = null }: CheckoutNote,
): Promise<void> {
  const isPage =
    'number' in page
      ? sql`number = ${page.number} and sequence = ${page.sequence} and opening = ${page.opening}`
      : sql`session_id = ${page.sessionId}`;
  await sql`
    update checkouts set status = ${status}, url = ${status === 'open' ? url : null}, heard_at = now(),
      session_id = coalesce(${sessionId}, session_id), payment_id = coalesce(${paymentId}, payment_id)
    where ${isPage} and status in ('opening', 'open', 'processing')`.execute(queries(em));
}

/** Where a dossier's trainee can pay now; null when no page is open. */
export async function openCheckoutUrl(em: EntityManager, number: DossierNumber): Promise<string | null> {
  const { rows } = await sql<{ url: string }>`
    select url from checkouts where number = ${number} and status = 'open' and url is not null`.execute(
    queries(em),
  );
  return rows[0]?.url ?? null;
}

/**
 * The payment service's id of the payment of an amount that an attempt was paid with; null when none is known. Those that the
 * dossier knows by their ids are others.
 */
export async function paymentOfAttempt(
  em: EntityManager,
  {
    number,
    sequence,
    amountCents,
    otherPaymentIds,
  }: { number: DossierNumber; sequence: number; amountCents: number; otherPaymentIds: readonly string[] },
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select payment_id as id from checkouts
    where number = ${number} and sequence = ${sequence} and amount_cents = ${amountCents}
      and payment_id <> all(${[...otherPaymentIds]}::text[])
    order by (status = 'paid') desc, opening desc limit 1`.execute(queries(em));
  return rows[0]?.id ?? null;
}
