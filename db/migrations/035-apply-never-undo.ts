import { Migration } from '@mikro-orm/migrations';

/**
 * A dossier's row is the dossier: each message makes one step of it, known by its id, and the row says what its workflow must do
 * next, so that another can be started from it.
 */
export class Migration035ApplyNeverUndo extends Migration {
  override readonly name = '035-apply-never-undo';

  override up(): void {
    this.addSql(`
      alter table dossiers drop column message_id;
      alter table dossiers drop column decided_at;
      alter table dossiers add column timer_at timestamptz;
      alter table dossiers add column refund_due_at timestamptz;
      alter table dossiers add column is_over boolean not null default false;
      alter table dossiers alter column is_over drop default;
      create index dossiers_by_timer on dossiers (timer_at) where timer_at is not null;
      create index dossiers_by_refund on dossiers (refund_due_at) where refund_due_at is not null;
      create index dossiers_open on dossiers (number) where not is_over;
      alter table dossier_events add column fingerprint text;
      create unique index dossier_events_by_message on dossier_events (number, message_id);
      alter table ledger_transfers drop constraint ledger_transfers_kind_check;
      alter table ledger_transfers add constraint ledger_transfers_kind_check
        check (kind in ('credit', 'reserve', 'release', 'consume', 'restore'));`);
  }
}
