import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import { queries } from '../database.ts';

/** Dossiers with a page, or a refund, that is not final and of which nothing was heard since an instant, longest ago first. */
export async function dossiersToAsk(
  em: EntityManager,
  { heardBefore, limit }: { heardBefore: Instant; limit: number },
): Promise<Dossier[]> {
  const { rows } = await sql<{ dossier: Dossier }>`
    select dossiers.snapshot as dossier
    from (
      select number, min(heard_at) as heard_at from (
        select number, heard_at from checkouts
        where status in ('opening', 'open', 'processing') and heard_at < ${heardBefore}::timestamptz
        union all
        select number, refund_heard_at from dossiers where refund_heard_at < ${heardBefore}::timestamptz
      ) not_final group by number
    ) silent join dossiers on dossiers.number = silent.number
    order by silent.heard_at limit ${limit}`.execute(queries(em));
  return rows.map(({ dossier }) => dossier);
}

/** Notes that the payment service was asked about a dossier's refunds; one that is over stays so. */
export async function noteRefundsHeard(em: EntityManager, { number }: Dossier, at: Instant): Promise<void> {
  await sql`
    update dossiers set refund_heard_at = ${at}::timestamptz
    where number = ${number} and refund_heard_at < ${at}::timestamptz`.execute(queries(em));
}
