import { Migration } from '@mikro-orm/migrations';

/** Webhooks: an organisation's endpoints with their secrets, and what is delivered to them. */
export class Migration008Webhooks extends Migration {
  override readonly name = '008-webhooks';

  override up(): void {
    this.addSql(endpoints);
    this.addSql(deliveries);
    this.addSql(outbox);
  }
}

const endpoints = `
  create table webhook_endpoints (
    id uuid primary key,
    organisation_id uuid not null references organisations,
    url text not null,
    description text not null,
    events text[] not null,
    disabled_at timestamptz,
    disabled_reason text check (disabled_reason in ('by_hand', 'failing', 'gone')),
    -- Since when nothing got through; null after a success.
    failing_since timestamptz,
    created_at timestamptz not null default now(),
    deleted_at timestamptz,
    check ((disabled_at is null) = (disabled_reason is null))
  );
  create index webhook_endpoints_of on webhook_endpoints (organisation_id) where deleted_at is null;
  create table webhook_secrets (
    id uuid primary key,
    endpoint_id uuid not null references webhook_endpoints on delete cascade,
    sealed bytea not null,
    expires_at timestamptz,
    created_at timestamptz not null default now()
  );
  create index webhook_secrets_of on webhook_secrets (endpoint_id);`;

const deliveries = `
  create table webhook_deliveries (
    id uuid primary key,
    seq bigint not null generated always as identity,
    endpoint_id uuid not null references webhook_endpoints,
    -- What is delivered one after the other: an endpoint and a dossier.
    stream text not null,
    webhook_id text not null,
    type text not null,
    dossier_number text references dossier_numbers,
    dossier_version integer,
    to_state text,
    message_id text,
    event_at timestamptz not null,
    replayed boolean not null default false,
    status text not null default 'planned' check (status in ('planned', 'delivered', 'failed', 'superseded')),
    attempts integer not null default 0,
    next_attempt_at timestamptz,
    last_attempt_at timestamptz,
    response_status integer,
    response_excerpt text,
    duration_ms integer,
    failure text,
    handed_at timestamptz,
    settled_at timestamptz,
    created_at timestamptz not null default now()
  );
  create unique index webhook_deliveries_once on webhook_deliveries (endpoint_id, dossier_number, dossier_version)
    where not replayed and dossier_number is not null;
  create index webhook_deliveries_to_hand on webhook_deliveries (seq) where handed_at is null;
  create index webhook_deliveries_to_send on webhook_deliveries (stream, seq) where status = 'planned';
  create index webhook_deliveries_of on webhook_deliveries (endpoint_id, seq desc);`;

const outbox = `
  -- What was recorded before there were webhooks is told to nobody: it counts as planned.
  alter table dossier_events add column webhooks_planned_at timestamptz default now();
  alter table dossier_events alter column webhooks_planned_at drop default;
  create index dossier_events_without_webhooks on dossier_events (at, number, version) where webhooks_planned_at is null;`;
