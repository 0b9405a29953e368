import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import type { DossierState } from '../../domain/dossier/states.ts';

/** One dossier in a hundred is in each of these states; the others are over. */
const openStates: readonly DossierState[] = ['requested', 'to_validate', 'validated', 'in_training'];
const firstNumber = 90_000_000;

/** Gives the organisation of a dossier that was sent `count` more, over years, each of a trainee of its own. */
export async function addDossiers(em: EntityManager, model: string, count: number): Promise<void> {
  await em.fork().transactional(async (transaction) => {
    const q = queries(transaction);
    await sql`
      insert into trainees (id, nir_index, nir_ciphertext, nir_key_id, birth_name, first_name, email, password_hash)
      select ${traineeId}, sha256(n::text::bytea), '', 'none', 'Nom' || n, 'Prénom' || n % 500, n || '@exemple.invalid', 'none'
      from generate_series(1, ${count}::integer) n`.execute(q);
    await sql`
      insert into dossier_numbers (number, trainee_id, idempotency_key, fingerprint)
      select ${number}, ${traineeId}, n, '' from generate_series(1, ${count}::integer) n`.execute(q);
    await sql`
      with given as (
        select n, ${number} as number, ${traineeId} as trainee,
          coalesce((${[...openStates]}::text[])[n % 100 + 1], 'completed') as state,
          date_trunc('minute', now()) + make_interval(mins => n) as at
        from generate_series(1, ${count}::integer) n
      ), due as (
        select *, case state when 'completed' then 'record_kept' when 'requested' then 'organisation_reply'
          when 'to_validate' then 'trainee_validation' end as kind
        from given
      )
      insert into dossiers (number, trainee_id, organisation_id, training_id, state, version, deadline_at, deadline_kind,
        sent_at, is_over, snapshot, waiting_for, created_at)
      select due.number, trainee, organisation_id, training_id, due.state, version,
        case when kind is not null then at end, kind, now() - make_interval(mins => n * 10), due.state = 'completed',
        snapshot || jsonb_build_object('number', due.number, 'state', due.state, 'traineeId', trainee, 'deadline',
          case when kind is null then 'null'::jsonb else jsonb_build_object('kind', kind, 'businessDays', null,
            'skippedDays', '[]'::jsonb, 'remindAt', null,
            'at', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) end),
        waiting_for, created_at
      from due join dossiers model on model.number = ${model}`.execute(q);
    for (const table of ['dossiers', 'trainees']) await sql`analyze ${sql.table(table)}`.execute(q);
  });
}

const number = sql`'40' || lpad((${firstNumber}::integer + n)::text, 8, '0')`;
const traineeId = sql`('00000000-0000-4000-8000-' || lpad(n::text, 12, '0'))::uuid`;
