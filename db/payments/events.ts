import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { queries } from '../database.ts';
import type { EventOutcome } from '../entities/payments.ts';

/** An event as it came. */
export interface EventReceipt {
  id: string;
  type: string;
  /** Epoch seconds. */
  created: number;
  receivedAt: Instant;
}

/** What is known of an event: when it came first, and what became of it. */
export interface KnownEvent {
  receivedAt: Instant;
  outcome: EventOutcome;
}

/** Notes that an event came; one that came before keeps what is known of it. */
export async function receiveEvent(em: EntityManager, event: EventReceipt): Promise<KnownEvent> {
  const { id, type, created, receivedAt } = event;
  await sql`
    insert into stripe_events (id, type, created, received_at, outcome)
    values (${id}, ${type}, to_timestamp(${created}::float8), ${receivedAt}::timestamptz, 'received')
    on conflict do nothing`.execute(queries(em));
  const { rows } = await sql<{ receivedMs: number; outcome: EventOutcome }>`
    select (extract(epoch from received_at) * 1000)::float8 as "receivedMs", outcome
    from stripe_events where id = ${id}`.execute(queries(em));
  const known = rows[0];
  if (known === undefined) throw new Error('an event was not recorded');
  return { receivedAt: new Date(known.receivedMs).toISOString() as Instant, outcome: known.outcome };
}

/** Notes what became of an event: from then on it is done. */
export async function endEvent(
  em: EntityManager,
  id: string,
  end: { outcome: EventOutcome; number?: DossierNumber | null; paymentId?: string | null },
): Promise<void> {
  const { outcome, number = null, paymentId = null } = end;
  await sql`
    update stripe_events set outcome = ${outcome}, number = ${number}, payment_id = ${paymentId}
    where id = ${id}`.execute(queries(em));
}
