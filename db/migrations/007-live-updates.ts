import { Migration } from '@mikro-orm/migrations';

/**
 * Tells every API process what changed, at commit: `dossier_changed` with `number:version:state`, `session_ended` with the
 * SHA-256 of the session's id, so that open streams learn of both wherever they are.
 */
export class Migration007LiveUpdates extends Migration {
  override readonly name = '007-live-updates';

  override up(): void {
    this.addSql(`
      create function tell_dossier_changed() returns trigger language plpgsql as $$
      begin
        perform pg_notify('dossier_changed', new.number || ':' || new.version || ':' || new.state);
        return null;
      end $$;
      create trigger tell_dossier_changed after update of version on dossiers
        for each row when (new.version is distinct from old.version) execute function tell_dossier_changed();
      create function tell_session_ended() returns trigger language plpgsql as $$
      begin
        perform pg_notify('session_ended', encode(sha256(convert_to(old.sid, 'UTF8')), 'hex'));
        return null;
      end $$;
      create trigger tell_session_ended after delete on http_sessions
        for each row execute function tell_session_ended();`);
  }
}
