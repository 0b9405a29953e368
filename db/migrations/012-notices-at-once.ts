import { Migration } from '@mikro-orm/migrations';

/** What waits and whom a workflow sends to, found without reading what was sent long ago or waits behind. */
export class Migration012NoticesAtOnce extends Migration {
  override readonly name = '012-notices-at-once';

  override up(): void {
    this.addSql(`
      drop index notices_to_hand;
      create index notices_to_hand on notices (seq) where status = 'planned' and handed_at is null;
      create index notices_under_way on notices (stream) where status = 'planned' and handed_at is not null;
    `);
  }
}
