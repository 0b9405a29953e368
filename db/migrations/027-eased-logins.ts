import { Migration } from '@mikro-orm/migrations';

/** Wrong logins of an address are forgotten bit by bit, so their count has fractions. */
export class Migration027EasedLogins extends Migration {
  override readonly name = '027-eased-logins';

  override up(): void {
    this.addSql(`alter table login_guards alter column failures type double precision;`);
  }
}
