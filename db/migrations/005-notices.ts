import { Migration } from '@mikro-orm/migrations';

/** Who is told of what by mail, what became of it, and in which language people are written to. */
export class Migration005Notices extends Migration {
  override readonly name = '005-notices';

  override up(): void {
    this.addSql(`
      alter table trainees add column language text not null default 'fr' check (language in ('fr', 'en'));
      alter table organisations add column language text not null default 'fr' check (language in ('fr', 'en'));
      -- What was recorded before there were notices is told to nobody: it counts as planned.
      alter table dossier_events add column planned_at timestamptz default now();
      alter table dossier_events alter column planned_at drop default;
      create index dossier_events_unplanned on dossier_events (at, number, version) where planned_at is null;
    `);
    this.addSql(notices);
  }
}

const notices = `
  create table notices (
    id text primary key,
    seq bigint not null generated always as identity,
    stream text not null,
    audience text not null check (audience in ('trainee', 'organisation')),
    recipient_id uuid not null,
    kind text not null,
    dossier_number text references dossier_numbers,
    dossier_version integer,
    message_id text not null,
    event_at timestamptz not null,
    status text not null default 'planned',
    reason text,
    mail_id text,
    address_digest bytea,
    planned_at timestamptz not null default now(),
    handed_at timestamptz,
    settled_at timestamptz,
    check ((dossier_number is null) = (dossier_version is null)),
    check (status in
      ('planned', 'superseded', 'refused', 'sent', 'delivered', 'suppressed', 'bounced', 'complained'))
  );
  create index notices_to_hand on notices (seq) where handed_at is null;
  create index notices_to_send on notices (stream, seq) where status = 'planned';
  create index notices_of_dossier on notices (dossier_number, dossier_version);
  create index notices_of_recipient on notices (recipient_id, seq desc);
  create index notices_failed on notices (settled_at desc)
    where status in ('refused', 'suppressed', 'bounced', 'complained');
  create table mail_events (
    id text primary key,
    notice_id text not null references notices on delete cascade,
    type text not null,
    at timestamptz not null,
    received_at timestamptz not null default now()
  );`;
