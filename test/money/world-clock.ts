import { sql } from 'kysely';
import { type Database, queries } from '../../db/database.ts';

/** Lets the database stamp payments with the history's time: what it compares with instants of Stripe must be of one clock. */
export async function giveDatabaseTheClock(db: Database): Promise<void> {
  const q = queries(db.em.fork());
  await sql`create table history_clock (at timestamptz not null)`.execute(q);
  await sql`insert into history_clock values (now())`.execute(q);
  await sql`
    create function stamp_history() returns trigger language plpgsql as $$
    begin
      if tg_op = 'INSERT' then new.created_at := (select at from history_clock); end if;
      if tg_op = 'INSERT' or new.heard_at is distinct from old.heard_at then
        new.heard_at := (select at from history_clock);
      end if;
      return new;
    end $$`.execute(q);
  await sql`create trigger stamp_history before insert or update on checkouts
    for each row execute function stamp_history()`.execute(q);
}

/** Sets that time. */
export async function setDatabaseClock(db: Database, at: number): Promise<void> {
  await sql`update history_clock set at = ${new Date(at).toISOString()}::timestamptz`.execute(
    queries(db.em.fork()),
  );
}
