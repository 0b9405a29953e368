import { Migration } from '@mikro-orm/migrations';

/** The language in which a member is written to personally; null for that of their organisation. */
export class Migration013MemberLanguage extends Migration {
  override readonly name = '013-member-language';

  override up(): void {
    this.addSql(
      `alter table organisation_members add column language text check (language in ('fr', 'en'));`,
    );
  }
}
