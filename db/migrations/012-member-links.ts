import { Migration } from '@mikro-orm/migrations';

/** Links by which members replace a lost password, beside invitations; finding a member's sessions. */
export class Migration012MemberLinks extends Migration {
  override readonly name = '012-member-links';

  override up(): void {
    this.addSql(`
      alter table organisation_invitations add column purpose text not null default 'invitation'
        check (purpose in ('invitation', 'password_reset'));
      create index http_sessions_of_member on http_sessions ((sess ->> 'memberId'));`);
  }
}
