import { Migration } from '@mikro-orm/migrations';

/** Since when a trainee's sessions count, as members have it; a session that gets another id is told of like one that ends. */
export class Migration031SessionsFrom extends Migration {
  override readonly name = '031-sessions-from';

  override up(): void {
    this.addSql(`
      alter table trainees add column sessions_from timestamptz not null default now();
      create trigger tell_session_renamed after update of sid on http_sessions
        for each row when (new.sid is distinct from old.sid) execute function tell_session_ended();`);
  }
}
