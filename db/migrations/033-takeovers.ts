import { Migration } from '@mikro-orm/migrations';

/** Whose identity at FranceConnect+ a wish to take an account over comes from. */
export class Migration033Takeovers extends Migration {
  override readonly name = '033-takeovers';

  override up(): void {
    this.addSql(`alter table account_requests add column franceconnect_subject text;`);
  }
}
