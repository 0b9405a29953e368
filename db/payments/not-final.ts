import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { queries } from '../database.ts';
import type { RefundKey } from './refunds.ts';

/** A dossier with pages that are not final, and what its projection says. */
export interface DossierToAsk {
  number: DossierNumber;
  dossier: Dossier;
}

/** A refund that the bank has not carried out yet. */
export interface RefundToAsk extends RefundKey {
  sequence: number;
  refundId: string;
  /** The dossier as its projection has it. */
  dossier: Dossier;
}

/** Dossiers with payment pages of which nothing was heard since an instant (epoch milliseconds), longest ago first. */
export async function dossiersToAsk(
  em: EntityManager,
  { heardBefore, limit }: { heardBefore: number; limit: number },
): Promise<DossierToAsk[]> {
  const { rows } = await sql<DossierToAsk>`
    select dossier.number, dossier.snapshot as dossier
    from (
      select number, min(heard_at) as heard_at from checkouts
      where status in ('opening', 'open', 'processing') and heard_at < ${instantOf(heardBefore)}::timestamptz
      group by number
    ) silent join dossiers dossier on dossier.number = silent.number
    order by silent.heard_at limit ${limit}`.execute(queries(em));
  return rows;
}

/** Refunds of which nothing was heard since an instant (epoch milliseconds), longest ago first. */
export async function refundsToAsk(
  em: EntityManager,
  { heardBefore, limit }: { heardBefore: number; limit: number },
): Promise<RefundToAsk[]> {
  const { rows } = await sql<RefundToAsk>`
    select refund.number, refund.refund, refund.try, refund.sequence, refund.refund_id as "refundId",
      dossier.snapshot as dossier
    from refunds refund join dossiers dossier on dossier.number = refund.number
    where refund.status = 'requested' and refund.heard_at < ${instantOf(heardBefore)}::timestamptz
    order by refund.heard_at limit ${limit}`.execute(queries(em));
  return rows;
}

function instantOf(epochMs: number): string {
  return new Date(epochMs).toISOString();
}
