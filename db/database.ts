import { Migrator } from '@mikro-orm/migrations';
import { type EntityManager, type InferKyselyDB, MikroORM } from '@mikro-orm/postgresql';
import type { Kysely } from 'kysely';
import { entities } from './entities/index.ts';
import { prepareStatements } from './prepared-statements.ts';
import { Migration001Foundation } from './migrations/001-foundation.ts';
import { Migration002RightsLedger } from './migrations/002-rights-ledger.ts';
import { Migration003Payments } from './migrations/003-payments.ts';
import { Migration004DossierDocuments } from './migrations/004-dossier-documents.ts';
import { Migration005Notices } from './migrations/005-notices.ts';
import { Migration006Accounts } from './migrations/006-accounts.ts';
import { Migration007LiveUpdates } from './migrations/007-live-updates.ts';
import { Migration008OrganisationAccess } from './migrations/008-organisation-access.ts';
import { Migration008Webhooks } from './migrations/008-webhooks.ts';
import { Migration009IdentityLinks } from './migrations/009-identity-links.ts';
import { Migration010PersonalData } from './migrations/010-personal-data.ts';
import { Migration011Conversations } from './migrations/011-conversations.ts';
import { Migration012NoticesAtOnce } from './migrations/012-notices-at-once.ts';
import { Migration012MemberLinks } from './migrations/012-member-links.ts';
import { Migration013MemberLanguage } from './migrations/013-member-language.ts';
import { Migration024KeptForms } from './migrations/024-kept-forms.ts';
import { Migration022ContestedEnds } from './migrations/022-contested-ends.ts';
import { Migration026AddressesAbroad } from './migrations/026-addresses-abroad.ts';
import { Migration027EasedLogins } from './migrations/027-eased-logins.ts';
import { Migration028SearchIndex } from './migrations/028-search-index.ts';
import { Migration029OrganisationInbox } from './migrations/029-organisation-inbox.ts';
import { Migration030MessageWebhooks } from './migrations/030-message-webhooks.ts';
import { Migration031SessionsFrom } from './migrations/031-sessions-from.ts';
import { Migration032RequestsByAccount } from './migrations/032-requests-by-account.ts';
import { Migration033Takeovers } from './migrations/033-takeovers.ts';
import { Migration034OverseasRegions } from './migrations/034-overseas-regions.ts';
import { Migration035ApplyNeverUndo } from './migrations/035-apply-never-undo.ts';
import { Migration036OutboxRelay } from './migrations/036-outbox-relay.ts';
import { Migration037RefundsOfTheDossier } from './migrations/037-refunds-of-the-dossier.ts';

/** The application's database: entities for ordinary work, `queries()` where the SQL itself matters. */
export type Database = MikroORM;

/** The tables as Kysely sees them, derived from the entities. */
export type Tables = InferKyselyDB<(typeof entities)[number]>;

/** Typed SQL on a pool connection or within a transaction. */
export type Queries = Kysely<Tables>;

/** Typed SQL that runs in the entity manager's transaction when it has one, else on its own. */
export function queries(em: EntityManager): Queries {
  return em.getKysely<Tables>();
}

/** Brings the schema up to date; running it twice, or from two processes at once, changes nothing the second time. */
export async function migrateDatabase(db: Database): Promise<void> {
  await db.em.fork().transactional(async (em) => {
    // Migrations of several processes that start together wait for each other here.
    await em.execute(`select pg_advisory_xact_lock(hashtext('dossier-formation:migrations'))`);
    await db.migrator.up();
  });
}

/** How to reach Postgres. */
export interface DatabaseOptions {
  url: string;
  /** Connections held at most. */
  poolSize: number;
}

/** Opens the database; nothing is connected before the first query. */
export async function openDatabase({ url, poolSize }: DatabaseOptions): Promise<Database> {
  return MikroORM.init({
    clientUrl: url,
    entities: [...entities],
    pool: { min: 0, max: poolSize },
    driverOptions: { onPoolCreated: prepareStatements },
    // What the ORM says of itself (migrations) would stand in the middle of other output.
    logger: () => undefined,
    extensions: [Migrator],
    migrations: {
      migrationsList: [
        Migration001Foundation,
        Migration002RightsLedger,
        Migration003Payments,
        Migration004DossierDocuments,
        Migration005Notices,
        Migration006Accounts,
        Migration007LiveUpdates,
        Migration008OrganisationAccess,
        Migration008Webhooks,
        Migration009IdentityLinks,
        Migration010PersonalData,
        Migration011Conversations,
        Migration012NoticesAtOnce,
        Migration012MemberLinks,
        Migration013MemberLanguage,
        Migration024KeptForms,
        Migration022ContestedEnds,
        Migration026AddressesAbroad,
        Migration027EasedLogins,
        Migration028SearchIndex,
        Migration029OrganisationInbox,
        Migration030MessageWebhooks,
        Migration031SessionsFrom,
        Migration032RequestsByAccount,
        Migration033Takeovers,
        Migration034OverseasRegions,
        Migration035ApplyNeverUndo,
        Migration036OutboxRelay,
        Migration037RefundsOfTheDossier,
      ],
      snapshot: false,
      transactional: true,
      allOrNothing: true,
    },
  });
}
