import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { queries } from '../database.ts';

/** An event about a dispute that came before we knew whose payment it was about. */
export interface EarlyDispute {
  eventId: string;
  paymentId: string;
  number: DossierNumber;
  sequence: number;
  /** The dossier as its projection has it. */
  dossier: Dossier;
}

/** Disputes of payments that were nobody's when they were told of, and belong to a dossier by now; oldest first. */
export async function earlyDisputes(em: EntityManager, limit: number): Promise<EarlyDispute[]> {
  const { rows } = await sql<EarlyDispute>`
    select event.id as "eventId", event.payment_id as "paymentId", checkout.number, checkout.sequence,
      dossier.snapshot as dossier
    from stripe_events event
    join checkouts checkout on checkout.payment_id = event.payment_id
    join dossiers dossier on dossier.number = checkout.number
    where event.outcome = 'unknown_dossier' and event.number is null and event.type = 'charge.dispute.created'
    order by event.created limit ${limit}`.execute(queries(em));
  return rows;
}
