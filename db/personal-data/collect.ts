import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { recoveryCodesLeft } from '../accounts/second-factors.ts';
import { queries } from '../database.ts';
import type { DocumentVault } from '../documents/document-vault.ts';
import type { NirVault } from '../nir-vault.ts';
import { dossiersOf } from './collect-dossiers.ts';
import type { PersonalData } from './exported.ts';
import { readNir } from './read-nir.ts';
import { rowsOf } from './rows-of.ts';

/** What proves who somebody is, or only serves to find them: never given out. */
const notExported = ['nir_index', 'nir_index_key_id', 'nir_ciphertext', 'nir_key_id', 'password_hash'];

/**
 * Gathers what is kept about a person, in one snapshot, and notes that their number was read for it; exported-tables.ts says from
 * where. Columns that are added to the account are exported without being named here. Null when the account is gone.
 */
export async function collectPersonalData(
  em: EntityManager,
  vaults: { nir: NirVault; documents: DocumentVault },
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
      const nir = await readNir(tx, vaults.nir, { traineeId, by, purpose: 'export of one’s own data' });
      return {
        generatedAt: at.toISOString(),
        account: { ...account, nir },
        ...(await accountLife(tx, traineeId)),
        rights: await rightsOf(tx, traineeId),
        dossiers: await dossiersOf(tx, vaults.documents, traineeId),
        ...(await whatWasSentAndRead(tx, traineeId)),
      };
    },
    { isolationLevel: 'repeatable read' as never },
  );
}

async function accountLife(
  em: EntityManager,
  traineeId: string,
): Promise<Pick<PersonalData, 'termsAccepted' | 'security' | 'sessions' | 'franceConnect'>> {
  return {
    termsAccepted: await rowsOf(
      em,
      sql`select to_jsonb(a) - 'trainee_id' as row from terms_acceptances a
      where trainee_id = ${traineeId} order by accepted_at`,
    ),
    security: await securityOf(em, traineeId),
    sessions: await rowsOf(
      em,
      sql`select jsonb_build_object('startedAt', to_timestamp((sess ->> 'startedAt')::float8 / 1000),
        'browser', sess ->> 'userAgent', 'network', sess ->> 'network') as row
      from http_sessions where sess ->> 'traineeId' = ${traineeId} and expire > now() order by expire`,
    ),
    franceConnect: await rowsOf(
      em,
      sql`select to_jsonb(l) - 'trainee_id' as row from identity_links l
      where trainee_id = ${traineeId}`,
    ),
  };
}

async function securityOf(em: EntityManager, traineeId: string): Promise<PersonalData['security']> {
  const { rows } = await sql<{ secondFactorSince: string | null; calendarAddressSince: string | null }>`
    select to_jsonb((select confirmed_at from second_factors where trainee_id = ${traineeId})) as "secondFactorSince",
      to_jsonb((select created_at from calendar_feeds where audience = 'trainee' and owner_id = ${traineeId}))
        as "calendarAddressSince"`.execute(queries(em));
  const { secondFactorSince = null, calendarAddressSince = null } = rows[0] ?? {};
  return {
    secondFactorSince,
    recoveryCodesLeft: await recoveryCodesLeft(em, traineeId),
    calendarAddressSince,
  };
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

async function whatWasSentAndRead(
  em: EntityManager,
  traineeId: string,
): Promise<Pick<PersonalData, 'mails' | 'accesses' | 'exports' | 'erasures'>> {
  return {
    mails: await rowsOf(
      em,
      sql`select jsonb_build_object('at', planned_at, 'kind', kind, 'dossier', dossier_number, 'status', status,
        'settledAt', settled_at) as row
      from notices where audience = 'trainee' and recipient_id = ${traineeId} order by seq`,
    ),
    accesses: await rowsOf(
      em,
      sql`select to_jsonb(a) - 'trainee_id' - 'id' as row from personal_data_accesses a
      where trainee_id = ${traineeId} order by id`,
    ),
    exports: await rowsOf(
      em,
      sql`select jsonb_build_object('requestedAt', requested_at, 'readyAt', ready_at, 'expiresAt', expires_at) as row
      from data_exports where trainee_id = ${traineeId} order by requested_at`,
    ),
    erasures: await rowsOf(
      em,
      sql`select jsonb_build_object('requestedAt', requested_at, 'withdrawnAt', withdrawn_at) as row
      from account_erasures where trainee_id = ${traineeId} order by requested_at`,
    ),
  };
}
