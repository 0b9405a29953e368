import { Migration } from '@mikro-orm/migrations';

/**
 * A mail to an account's owner names the account: the index of a number is another one once its key was changed. An endpoint of
 * webhooks gets events once it has answered a challenge; those that were made before go on.
 */
export class Migration032RequestsByAccount extends Migration {
  override readonly name = '032-requests-by-account';

  override up(): void {
    this.addSql(`alter table account_requests drop column nir_index;`);
    this.addSql(`
      alter table webhook_endpoints
        -- What its server must give back to show that it wants to be called.
        add column challenge text,
        add column verified_at timestamptz;
      update webhook_endpoints set verified_at = created_at;`);
  }
}
