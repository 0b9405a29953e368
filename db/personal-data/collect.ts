import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { type DossierState, stateLabels } from '../../domain/dossier/states.ts';
import { queries } from '../database.ts';
import type { NirVault } from '../nir-vault.ts';
import { readNir } from './read-nir.ts';

/** A row as it is given to its person: names of columns and their values. */
export type ExportedRow = Record<string, unknown>;

/** Everything that is kept about a person, by subject. */
export interface PersonalData {
  /** ISO 8601. */
  generatedAt: string;
  account: ExportedRow & { nir: string | null };
  franceConnect: ExportedRow[];
  rights: { availableCents: number; reservedCents: number; movements: ExportedRow[] };
  dossiers: (ExportedRow & { number: string; label: string; events: ExportedRow[]; texts: ExportedRow[] })[];
  accesses: ExportedRow[];
}

/** What proves who somebody is, or only serves to find them: never given out. */
const notExported = ['nir_index', 'nir_index_key_id', 'nir_ciphertext', 'nir_key_id', 'password_hash'];

/**
 * Gathers what is kept about a person, in one snapshot, and notes that their number was read for it. Columns that are added to
 * the account are exported without being named here. Null when the account is gone.
 */
export async function collectPersonalData(
  em: EntityManager,
  vault: NirVault,
  { traineeId, at }: { traineeId: string; at: Date },
): Promise<PersonalData | null> {
  return await em.transactional(
    async (tx) => {
      const [account] = await rowsOf(
        tx,
        sql`select to_jsonb(t) - ${notExported}::text[] as row from trainees t
        where id = ${traineeId} and erased_at is null`,
      );
      if (account === undefined) return null;
      const by = `trainee:${traineeId}` as const;
      const nir = await readNir(tx, vault, { traineeId, by, purpose: 'export of one’s own data' });
      return {
        generatedAt: at.toISOString(),
        account: { ...account, nir },
        franceConnect: await rowsOf(
          tx,
          sql`select to_jsonb(l) - 'trainee_id' as row from identity_links l
          where trainee_id = ${traineeId}`,
        ),
        rights: await rightsOf(tx, traineeId),
        dossiers: await dossiersOf(tx, traineeId),
        accesses: await rowsOf(
          tx,
          sql`select to_jsonb(a) - 'trainee_id' - 'id' as row from personal_data_accesses a
          where trainee_id = ${traineeId} order by id`,
        ),
      };
    },
    { isolationLevel: 'repeatable read' as never },
  );
}

async function rightsOf(em: EntityManager, traineeId: string): Promise<PersonalData['rights']> {
  const { rows } = await sql<{ availableCents: number; reservedCents: number }>`
    select available_cents as "availableCents", reserved_cents as "reservedCents" from rights_accounts
    where trainee_id = ${traineeId}`.execute(queries(em));
  const movements = await rowsOf(
    em,
    sql`
    select jsonb_build_object('at', t.at, 'kind', t.kind, 'dossier', t.dossier_number, 'account', e.account,
      'amountCents', e.amount_cents) as row
    from ledger_entries e join ledger_transfers t on t.id = e.transfer_id
    where e.trainee_id = ${traineeId} order by e.id`,
  );
  return { ...(rows[0] ?? { availableCents: 0, reservedCents: 0 }), movements };
}

async function dossiersOf(em: EntityManager, traineeId: string): Promise<PersonalData['dossiers']> {
  const { rows } = await sql<{
    row: ExportedRow;
    number: string;
    state: DossierState;
    events: ExportedRow[];
    texts: ExportedRow[];
  }>`
    select d.number, d.state,
      to_jsonb(d) - ${['trainee_id', 'message_id', 'snapshot', 'decided_at']}::text[]
        || jsonb_build_object('training', tr.title, 'organisation', o.name) as row,
      coalesce((select jsonb_agg(jsonb_build_object('at', e.at, 'type', e.type, 'by', e.by, 'state', e.to_state)
        order by e.version) from dossier_events e where e.number = d.number), '[]') as events,
      coalesce((select jsonb_agg(jsonb_build_object('at', x.created_at, 'by', x.author, 'text', x.body) order by x.created_at)
        from dossier_texts x where x.number = d.number), '[]') as texts
    from dossiers d join trainings tr on tr.id = d.training_id join organisations o on o.id = d.organisation_id
    where d.trainee_id = ${traineeId} order by d.created_at`.execute(queries(em));
  return rows.map(({ row, number, state, events, texts }) => ({
    ...row,
    number,
    label: stateLabels[state],
    events,
    texts,
  }));
}

async function rowsOf(em: EntityManager, query: ReturnType<typeof sql>): Promise<ExportedRow[]> {
  const { rows } = await (query as ReturnType<typeof sql<{ row: ExportedRow }>>).execute(queries(em));
  return rows.map(({ row }) => row);
}
