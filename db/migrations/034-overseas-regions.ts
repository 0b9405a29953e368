import { Migration } from '@mikro-orm/migrations';

/** Sessions overseas, whose departments have a public holiday of their own. */
export class Migration034OverseasRegions extends Migration {
  override readonly name = '034-overseas-regions';

  override up(): void {
    this.addSql(`alter table training_sessions drop constraint training_sessions_region_check;`);
    this.addSql(`alter table training_sessions add constraint training_sessions_region_check check (region in
      ('metropole', 'alsace-moselle', 'guadeloupe', 'martinique', 'guyane', 'la-reunion', 'saint-pierre-et-miquelon',
      'mayotte'));`);
  }
}
