import { Migration } from '@mikro-orm/migrations';

/**
 * What is under way at the payment service. Everything that is asked of it is written down before, with the key under which it
 * is asked: after a crash the same thing is asked again, and done once.
 */
export class Migration003Payments extends Migration {
  override readonly name = '003-payments';

  override up(): void {
    this.addSql(checkouts);
    this.addSql(refunds);
    this.addSql(events);
  }
}

const checkouts = `
  create table checkouts (
    number text not null references dossier_numbers,
    sequence integer not null check (sequence > 0),
    opening integer not null check (opening > 0),
    amount_cents integer not null check (amount_cents > 0),
    status text not null
      check (status in ('opening', 'open', 'processing', 'paid', 'failed', 'expired', 'void')),
    request jsonb not null,
    session_id text unique,
    payment_id text,
    url text,
    expires_at timestamptz not null,
    created_at timestamptz not null default now(),
    heard_at timestamptz not null default now(),
    primary key (number, sequence, opening)
  );
  create unique index checkouts_one_live on checkouts (number) where status in ('opening', 'open');
  create index checkouts_of_payment on checkouts (payment_id) where payment_id is not null;
  create index checkouts_not_final on checkouts (heard_at) where status in ('opening', 'open', 'processing');`;

const refunds = `
  create table refunds (
    number text not null references dossier_numbers,
    refund integer not null check (refund > 0),
    try integer not null check (try > 0),
    sequence integer not null,
    payment_id text,
    amount_cents integer not null check (amount_cents > 0),
    status text not null check (status in ('asking', 'requested', 'done', 'failed')),
    refund_id text,
    failure text,
    created_at timestamptz not null default now(),
    heard_at timestamptz not null default now(),
    primary key (number, refund, try)
  );
  create index refunds_not_final on refunds (heard_at) where status = 'requested';`;

const events = `
  create table stripe_events (
    id text primary key,
    type text not null,
    created timestamptz not null,
    received_at timestamptz not null,
    number text,
    payment_id text,
    outcome text not null check (outcome in ('received', 'signalled', 'noted', 'ignored', 'unknown_dossier'))
  );
  create index stripe_events_unknown on stripe_events (payment_id) where outcome = 'unknown_dossier';`;
