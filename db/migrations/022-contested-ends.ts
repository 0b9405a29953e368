import { Migration } from '@mikro-orm/migrations';

/** Rights that a contested end consumed are held again: a movement of its own kind. */
export class Migration022ContestedEnds extends Migration {
  override readonly name = '022-contested-ends';

  override up(): void {
    this.addSql(`
      alter table ledger_transfers drop constraint ledger_transfers_kind_check;
      alter table ledger_transfers add constraint ledger_transfers_kind_check
        check (kind in ('credit', 'reserve', 'release', 'consume', 'restore', 'undo'));`);
  }
}
