import { Migration } from '@mikro-orm/migrations';

/** Change of keys, the record of who read what, exports of one's data, and closing an account. */
export class Migration010PersonalData extends Migration {
  override readonly name = '010-personal-data';

  override up(): void {
    this.addSql(keys);
    this.addSql(accesses);
    this.addSql(exports);
    this.addSql(closing);
  }
}

const keys = `
  -- Which key made the index; null: whichever was in use then.
  alter table trainees add column nir_index_key_id text;
  create index trainees_nir_key on trainees (nir_key_id, nir_index_key_id);`;

// No foreign key to the trainee: erasing a person must not erase who had read about them.
const accesses = `
  create table personal_data_accesses (
    id bigint generated always as identity primary key,
    at timestamptz not null default now(),
    by text not null check (by ~ '^(trainee|organisation|operator|system):.+$'),
    trainee_id uuid,
    data text not null check (data in ('nir', 'export', 'proof')),
    purpose text not null
  );
  create index personal_data_accesses_of_trainee on personal_data_accesses (trainee_id, at desc);
  create index personal_data_accesses_at on personal_data_accesses (at);
  create function keep_personal_data_accesses() returns trigger language plpgsql as $$
  begin
    raise exception 'the record of accesses is not changed' using errcode = 'restrict_violation';
  end $$;
  create trigger unchanged_personal_data_accesses before update or truncate on personal_data_accesses
    for each statement execute function keep_personal_data_accesses();`;

const exports = `
  create table data_exports (
    id uuid primary key,
    trainee_id uuid not null references trainees,
    requested_at timestamptz not null,
    ready_at timestamptz,
    expires_at timestamptz,
    json_ciphertext bytea,
    json_key_id text,
    pdf_ciphertext bytea,
    pdf_key_id text,
    check ((json_ciphertext is null) = (json_key_id is null)),
    check ((pdf_ciphertext is null) = (pdf_key_id is null))
  );
  create index data_exports_of_trainee on data_exports (trainee_id, requested_at desc);
  -- A second request while one is being prepared gets that one.
  create unique index data_exports_one_in_preparation on data_exports (trainee_id) where ready_at is null;`;

const closing = `
  alter table trainees add column closed_at timestamptz, add column erased_at timestamptz;
  create table account_erasures (
    id uuid primary key,
    trainee_id uuid not null references trainees,
    requested_at timestamptz not null,
    withdrawn_at timestamptz,
    -- Until then the person may have the account opened again.
    reflection_ends_at timestamptz not null,
    -- When its workflow took it up.
    begun_at timestamptz,
    contact_erased_at timestamptz,
    erased_at timestamptz
  );
  create unique index account_erasures_one_running on account_erasures (trainee_id)
    where withdrawn_at is null and erased_at is null;`;
