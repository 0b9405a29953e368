import { Migration } from '@mikro-orm/migrations';

/** Which account a person's identity at a provider (FranceConnect+) opens. */
export class Migration009IdentityLinks extends Migration {
  override readonly name = '009-identity-links';

  override up(): void {
    this.addSql(`
      create table identity_links (
        provider text not null check (provider in ('franceconnect')),
        subject text not null,
        trainee_id uuid not null references trainees on delete cascade,
        linked_at timestamptz not null default now(),
        last_login_at timestamptz not null default now(),
        primary key (provider, subject),
        unique (provider, trainee_id)
      );`);
  }
}
