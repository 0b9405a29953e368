import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { z } from 'zod';
import { queries } from '../../db/database.ts';
import type { TransferKind } from '../../db/entities/ledger.ts';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { movementLabels } from './movement-labels.ts';
import { pageOf, readCursor } from '../http/cursor.ts';

interface EntryRow {
  position: number;
  kind: TransferKind;
  /** Epoch milliseconds. */
  at: number;
  dossierNumber: DossierNumber | null;
  trainingTitle: string | null;
  deleted: boolean;
  availableCents: number;
  reservedCents: number;
  consumedCents: number;
}

/** A trainee's rights: what is free, what is held, and the movements that made it so, latest first; in cents. */
export async function rightsOf(
  em: EntityManager,
  traineeId: string,
  { page, limit }: { page?: string | undefined; limit: number },
) {
  const before = readCursor(page, z.int());
  const balance = await balanceOf(em, traineeId);
  const { rows } = await sql<EntryRow>`
    select min(entry.id)::float8 as position, transfer.kind, (extract(epoch from transfer.at) * 1000)::float8 as at,
      transfer.dossier_number as "dossierNumber", dossier.snapshot -> 'training' ->> 'title' as "trainingTitle",
      dossier.deleted_at is not null as deleted,
      coalesce(sum(entry.amount_cents) filter (where entry.account = 'available'), 0)::integer as "availableCents",
      coalesce(sum(entry.amount_cents) filter (where entry.account = 'reserved'), 0)::integer as "reservedCents",
      coalesce(sum(entry.amount_cents) filter (where entry.account = 'consumed'), 0)::integer as "consumedCents"
    from ledger_entries entry join ledger_transfers transfer on transfer.id = entry.transfer_id
    left join dossiers dossier on dossier.number = transfer.dossier_number
    where entry.trainee_id = ${traineeId}
    group by transfer.id, dossier.number ${before === null ? sql`` : sql`having min(entry.id) < ${before}`}
    order by position desc limit ${limit + 1}`.execute(queries(em));
  const { items, nextPage } = pageOf(rows, limit, ({ position }) => position);
  return { ...balance, entries: items.map(entryOf), nextPage };
}

async function balanceOf(em: EntityManager, traineeId: string) {
  const { rows } = await sql<{ balanceCents: number; reservedCents: number }>`
    select available_cents as "balanceCents", reserved_cents as "reservedCents"
    from rights_accounts where trainee_id = ${traineeId}`.execute(queries(em));
  return rows[0] ?? { balanceCents: 0, reservedCents: 0 };
}

function entryOf({ position: _position, at, trainingTitle, deleted, ...entry }: EntryRow) {
  const { dossierNumber, kind } = entry;
  return {
    ...entry,
    at: new Date(at).toISOString() as Instant,
    label: movementLabels[kind],
    dossier: dossierNumber === null ? null : { number: dossierNumber, trainingTitle, deleted },
  };
}
