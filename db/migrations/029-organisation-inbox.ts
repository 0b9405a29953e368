import { Migration } from '@mikro-orm/migrations';

/**
 * What an organisation's list reads, whatever the number of its dossiers: each state in the order of deadlines (which also
 * counts a state without reading its dossiers), one session, what came since a day, and trainees by a part of their name.
 */
export class Migration029OrganisationInbox extends Migration {
  override readonly name = '029-organisation-inbox';

  override up(): void {
    this.addSql(`
      create index dossiers_of_organisation_in_state on dossiers (organisation_id, state, deadline_at, number)
        where sent_at is not null;
      create index dossiers_of_organisation_for_session on dossiers (organisation_id, (snapshot #>> '{session,id}'))
        where sent_at is not null;
      create index dossiers_of_organisation_since on dossiers (organisation_id, sent_at) where sent_at is not null;
      create index trainees_by_name on trainees using gin (unaccented(first_name || ' ' || birth_name) gin_trgm_ops);`);
  }
}
