import { Migration } from '@mikro-orm/migrations';

/** What people typed into forms that were not taken, sealed and for an hour, until it is shown to them again. */
export class Migration024KeptForms extends Migration {
  override readonly name = '024-kept-forms';

  override up(): void {
    this.addSql(`
      create table kept_forms (
        id uuid primary key,
        owner text not null,
        contents_ciphertext bytea not null,
        contents_key_id text not null,
        expires_at timestamptz not null
      );
      create index kept_forms_expire on kept_forms (expires_at);
      create index kept_forms_of_owner on kept_forms (owner);`);
  }
}
