import { Migration } from '@mikro-orm/migrations';

/** What a person says of themselves when they create an account, and what logging in safely needs. */
export class Migration006Accounts extends Migration {
  override readonly name = '006-accounts';

  override up(): void {
    this.addSql(trainees);
    this.addSql(registrations);
    this.addSql(requests);
    this.addSql(logins);
  }
}

const trainees = `
  -- A registration asks for the birth name alone.
  alter table trainees alter column first_name drop not null;
  alter table trainees
    add column street text,
    add column address_complement text,
    add column postcode text check (postcode ~ '^[0-9]{5}$'),
    add column city text,
    add column diploma_level smallint check (diploma_level between 3 and 8),
    add column diploma_year smallint,
    add column socio_professional_category smallint check (socio_professional_category between 1 and 8),
    add constraint diploma_is_whole check ((diploma_level is null) = (diploma_year is null));
  create table terms_acceptances (
    trainee_id uuid not null references trainees on delete cascade,
    terms_version text not null,
    accepted_at timestamptz not null,
    primary key (trainee_id, terms_version)
  );`;

const registrations = `
  create table captchas (
    id uuid primary key,
    expires_at timestamptz not null
  );
  create index captchas_expires_at on captchas (expires_at);
  create table registrations (
    id uuid primary key,
    -- SHA-256 of the secret in the browser's cookie.
    browser_hash bytea not null,
    -- Keyed hash of what was asked, to tell a retry from another request.
    fingerprint bytea not null,
    trainee_id uuid not null unique,
    identity_ciphertext bytea,
    identity_key_id text,
    profile_ciphertext bytea,
    profile_key_id text,
    -- The attempt whose code was right.
    proven_by uuid,
    created_at timestamptz not null default now()
  );
  -- Those that count: of one sending. An attempt to send that failed half-way may have been read all the same.
  create table registration_codes (
    registration_id uuid not null references registrations on delete cascade,
    sequence integer not null,
    code_hash bytea not null,
    primary key (registration_id, sequence, code_hash)
  );
  create table registration_attempts (
    id uuid primary key,
    registration_id uuid not null references registrations on delete cascade,
    code_hash bytea not null,
    created_at timestamptz not null default now()
  );
  create index registration_attempts_of_registration on registration_attempts (registration_id);`;

const requests = `
  -- What a mail to an account's owner is about, until it is sent, or until its link is used or over.
  create table account_requests (
    id uuid primary key,
    kind text not null,
    trainee_id uuid references trainees on delete cascade,
    nir_index bytea,
    new_email_ciphertext bytea,
    new_email_key_id text,
    token_hash bytea unique,
    expires_at timestamptz,
    created_at timestamptz not null default now()
  );
  create index account_requests_of_trainee on account_requests (trainee_id);`;

const logins = `
  create table login_guards (
    key text primary key,
    failures integer not null,
    blocked_until timestamptz not null,
    last_failure_at timestamptz not null
  );
  create index login_guards_last_failure_at on login_guards (last_failure_at);
  create table second_factors (
    trainee_id uuid primary key references trainees on delete cascade,
    secret_ciphertext bytea not null,
    secret_key_id text not null,
    -- Null while it was not tried yet.
    confirmed_at timestamptz,
    -- The last time step whose code was taken: it and those before are used up.
    last_step bigint not null default 0,
    created_at timestamptz not null default now()
  );
  create table recovery_codes (
    trainee_id uuid not null references second_factors on delete cascade,
    code_hash bytea not null,
    primary key (trainee_id, code_hash)
  );
  create index http_sessions_of_trainee on http_sessions ((sess ->> 'traineeId'));`;
