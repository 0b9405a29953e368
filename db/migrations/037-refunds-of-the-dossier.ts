import { Migration } from '@mikro-orm/migrations';

/** How far a refund has come, the dossier itself says; a column finds those that the payment service is to be asked about. */
export class Migration037RefundsOfTheDossier extends Migration {
  override readonly name = '037-refunds-of-the-dossier';

  override up(): void {
    this.addSql(`
      drop table refunds;
      alter table dossiers add column refund_heard_at timestamptz;
      create index dossiers_by_refund_heard on dossiers (refund_heard_at) where refund_heard_at is not null;`);
  }
}
