import { Migration } from '@mikro-orm/migrations';

/** People, catalogue, dossiers' projection and timeline, HTTP sessions. */
export class Migration001Foundation extends Migration {
  override readonly name = '001-foundation';

  override up(): void {
    this.addSql(`
      create extension if not exists unaccent;
      create extension if not exists pg_trgm;
      -- unaccent() depends on a configurable dictionary and so is not immutable; this one always uses the same.
      create function unaccented(value text) returns text language sql immutable parallel safe strict
        return lower(public.unaccent('public.unaccent'::regdictionary, value));
    `);
    this.addSql(people);
    this.addSql(catalogue);
    this.addSql(dossiers);
    this.addSql(httpSessions);
  }
}

const people = `
  create table trainees (
    id uuid primary key,
    nir_index bytea not null unique,
    nir_ciphertext bytea not null,
    nir_key_id text not null,
    birth_name text not null,
    first_name text not null,
    email text not null,
    phone text,
    password_hash text not null,
    job_seeker boolean not null default false,
    created_at timestamptz not null default now()
  );
  create unique index trainees_email on trainees (lower(email));
  create table organisations (
    id uuid primary key,
    siret text not null unique check (siret ~ '^[0-9]{14}$'),
    name text not null,
    contact_email text,
    created_at timestamptz not null default now()
  );
  create table organisation_api_keys (
    id uuid primary key,
    organisation_id uuid not null references organisations,
    name text not null,
    prefix text not null,
    hash bytea not null unique,
    created_at timestamptz not null default now(),
    last_used_at timestamptz,
    revoked_at timestamptz
  );`;

const catalogue = `
  create table trainings (
    id uuid primary key,
    organisation_id uuid not null references organisations,
    catalogue_key text not null unique,
    title text not null,
    certification text,
    rncp_code text,
    inventory_code text,
    certifinfo_code text,
    exit_level text,
    subject text,
    highlights text,
    department_code text,
    department_name text,
    region_code text,
    region_name text,
    hours_min double precision,
    hours_max double precision,
    hours_mean double precision,
    price_min_cents integer,
    price_max_cents integer,
    price_mean_cents integer,
    row_hash text not null,
    updated_at timestamptz not null default now(),
    search tsvector generated always as (
      setweight(to_tsvector('french', unaccented(title)), 'A') ||
      setweight(to_tsvector('french', unaccented(coalesce(certification, ''))), 'B') ||
      setweight(to_tsvector('french', unaccented(coalesce(subject, ''))), 'C')
    ) stored
  );
  create index trainings_search on trainings using gin (search);
  create index trainings_title_trigrams on trainings using gin (unaccented(title) gin_trgm_ops);
  create index trainings_department on trainings (department_code, id);
  create index trainings_organisation on trainings (organisation_id);
  create table training_sessions (
    id uuid primary key,
    training_id uuid not null references trainings,
    starts_on date not null,
    ends_on date not null check (ends_on >= starts_on),
    price_cents integer not null check (price_cents between 0 and 10000000),
    hours double precision check (hours > 0),
    place text not null,
    remote boolean not null,
    has_prerequisites boolean not null,
    region text not null check (region in ('metropole', 'alsace-moselle')),
    status text not null default 'open' check (status in ('open', 'closed')),
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  );
  create index training_sessions_training on training_sessions (training_id, starts_on);`;

const dossiers = `
  create table dossier_numbers (
    number text primary key check (number ~ '^40[0-9]{8}$'),
    trainee_id uuid not null references trainees,
    idempotency_key text not null,
    fingerprint text not null,
    created_at timestamptz not null default now(),
    unique (trainee_id, idempotency_key)
  );
  create table dossiers (
    number text primary key references dossier_numbers,
    trainee_id uuid not null references trainees,
    organisation_id uuid not null references organisations,
    training_id uuid not null references trainings,
    state text not null,
    version integer not null,
    deadline_at timestamptz,
    deadline_kind text,
    sent_at timestamptz,
    deleted_at timestamptz,
    message_id text not null,
    decided_at timestamptz not null,
    snapshot jsonb not null,
    waiting_for text not null,
    created_at timestamptz not null,
    updated_at timestamptz not null default now()
  );
  create index dossiers_of_trainee on dossiers (trainee_id, created_at desc, number) where deleted_at is null;
  create index dossiers_of_organisation on dossiers (organisation_id, deadline_at, number) where sent_at is not null;
  create index dossiers_open_requests on dossiers (trainee_id, training_id, state);
  create table dossier_events (
    number text not null references dossier_numbers,
    version integer not null,
    type text not null,
    by text not null,
    from_state text,
    to_state text not null,
    message_id text not null,
    at timestamptz not null,
    deadline jsonb,
    details jsonb not null,
    primary key (number, version)
  );
  create table dossier_texts (
    id uuid primary key,
    number text not null references dossier_numbers,
    author text not null check (author in ('trainee', 'organisation')),
    body text not null,
    created_at timestamptz not null default now()
  );`;

const httpSessions = `
  create table http_sessions (
    sid text primary key,
    sess json not null,
    expire timestamptz not null
  );
  create index http_sessions_expire on http_sessions (expire);
  create table rate_limits (
    key text primary key,
    points integer not null default 0,
    expire bigint
  );`;
