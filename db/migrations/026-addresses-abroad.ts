import { Migration } from '@mikro-orm/migrations';

/** The country of a person's address; postcodes abroad are written as they are there, and some countries have none. */
export class Migration026AddressesAbroad extends Migration {
  override readonly name = '026-addresses-abroad';

  override up(): void {
    this.addSql(`alter table trainees drop constraint trainees_postcode_check;`);
    this.addSql(`
      alter table trainees
        add column country text not null default 'FR' check (country ~ '^[A-Z]{2}$'),
        add constraint trainees_postcode_check check (
          case when country in ('FR', 'MC') then postcode ~ '^[0-9]{5}$' else postcode ~ '^[A-Z0-9 -]{0,12}$' end
        );`);
  }
}
