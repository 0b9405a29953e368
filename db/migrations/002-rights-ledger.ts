import { Migration } from '@mikro-orm/migrations';

/**
 * The rights ledger: double entry, append only. The database itself keeps the balances from the entries, refuses a balance
 * below zero, a movement that does not sum to zero, and any change of what was written.
 */
export class Migration002RightsLedger extends Migration {
  override readonly name = '002-rights-ledger';

  override up(): void {
    this.addSql(tables);
    this.addSql(balancesFromEntries);
    this.addSql(sumsToZero);
    this.addSql(appendOnly);
  }
}

const tables = `
  create table rights_accounts (
    trainee_id uuid primary key references trainees,
    available_cents integer not null default 0 check (available_cents >= 0),
    reserved_cents integer not null default 0 check (reserved_cents >= 0)
  );
  create table ledger_transfers (
    id uuid primary key,
    trainee_id uuid not null references trainees,
    dossier_number text references dossier_numbers,
    dossier_version integer,
    step text not null,
    kind text not null check (kind in ('credit', 'reserve', 'release', 'consume', 'undo')),
    at timestamptz not null,
    unique nulls not distinct (trainee_id, dossier_number, step)
  );
  create index ledger_transfers_of_dossier on ledger_transfers (dossier_number, dossier_version);
  create table ledger_entries (
    id bigint generated always as identity primary key,
    transfer_id uuid not null references ledger_transfers,
    trainee_id uuid not null references trainees,
    account text not null check (account in ('funding', 'available', 'reserved', 'consumed')),
    amount_cents integer not null check (amount_cents <> 0)
  );
  create index ledger_entries_of_transfer on ledger_entries (transfer_id);
  create index ledger_entries_of_trainee on ledger_entries (trainee_id, id);`;

const balancesFromEntries = `
  create function keep_rights_balance() returns trigger language plpgsql as $$
  begin
    if new.account in ('available', 'reserved') then
      insert into rights_accounts (trainee_id) values (new.trainee_id) on conflict do nothing;
      update rights_accounts set
        available_cents = available_cents + case new.account when 'available' then new.amount_cents else 0 end,
        reserved_cents = reserved_cents + case new.account when 'reserved' then new.amount_cents else 0 end
      where trainee_id = new.trainee_id;
    end if;
    return null;
  end $$;
  create trigger keep_rights_balance after insert on ledger_entries
    for each row execute function keep_rights_balance();`;

const sumsToZero = `
  create function transfer_sums_to_zero() returns trigger language plpgsql as $$
  begin
    if (select sum(amount_cents) from ledger_entries where transfer_id = new.transfer_id) <> 0 then
      raise exception 'ledger transfer % does not sum to zero', new.transfer_id using errcode = 'check_violation';
    end if;
    return null;
  end $$;
  create constraint trigger transfer_sums_to_zero after insert on ledger_entries
    deferrable initially deferred for each row execute function transfer_sums_to_zero();`;

const appendOnly = `
  create function refuse_change() returns trigger language plpgsql as $$
  begin
    raise exception 'the rights ledger is append only' using errcode = 'restrict_violation';
  end $$;
  create trigger append_only_transfers before update or delete or truncate on ledger_transfers
    for each statement execute function refuse_change();
  create trigger append_only_entries before update or delete or truncate on ledger_entries
    for each statement execute function refuse_change();`;
