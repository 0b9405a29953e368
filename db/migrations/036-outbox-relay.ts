import { Migration } from '@mikro-orm/migrations';

/**
 * What waits to leave is claimed for a time by whoever sends it, so that any number of workers send beside each other; workers
 * are told of it at commit by `outbox_changed` with the table's name; all of them together keep to one rate of mails.
 */
export class Migration036OutboxRelay extends Migration {
  override readonly name = '036-outbox-relay';

  override up(): void {
    this.addSql(claims);
    this.addSql(notifications);
    this.addSql(rate);
  }
}

const claims = `
  drop index notices_to_hand;
  drop index notices_under_way;
  drop index webhook_deliveries_to_hand;
  -- Until when somebody sees to it; past, whoever it was is gone.
  alter table notices drop column handed_at, add column claimed_until timestamptz;
  alter table webhook_deliveries drop column handed_at, add column claimed_until timestamptz;
  create index notices_waiting on notices ((coalesce(hold_until, planned_at)), seq) where status = 'planned';
  create index webhook_deliveries_waiting on webhook_deliveries (endpoint_id, seq) where status = 'planned';`;

const notifications = `
  create function tell_outbox_changed() returns trigger language plpgsql as $$
  begin
    perform pg_notify('outbox_changed', tg_table_name);
    return null;
  end $$;
  create trigger tell_outbox_changed after insert on notices
    for each statement execute function tell_outbox_changed();
  create trigger tell_outbox_changed after insert on webhook_deliveries
    for each statement execute function tell_outbox_changed();`;

const rate = `
  -- One row: from when on the next mail may leave.
  create table mail_rate (id integer primary key default 1 check (id = 1), next_at timestamptz not null);
  insert into mail_rate (next_at) values (now());`;
