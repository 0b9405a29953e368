import { existsSync, readFileSync } from 'node:fs';
import { Client, Connection } from '@temporalio/client';
import { readConfig, temporalConnectionOptions } from '../config.ts';
import { openDatabase, type Database } from '../db/database.ts';
import { createNirVault } from '../db/nir-vault.ts';
import { DemoClient } from './demo-client.ts';
import { localFiles } from './local-folder.ts';
import { seedCatalogue, seedSessions } from './seed-catalogue.ts';
import { seedDossiers } from './seed-dossiers.ts';
import {
  type DemoPeople,
  balances,
  type DemoOrganisation,
  type DemoTrainee,
  seedOrganisations,
  seedTrainees,
} from './seed-people.ts';
import { writeJson } from './write-file.ts';

/** Where the demo data goes. */
export interface SeedContext {
  readonly baseUrl: string;
  /** The environment of the stack's worker and API. */
  readonly env: NodeJS.ProcessEnv;
  readonly say: (line: string) => void;
}

interface SeedRecord {
  readonly complete: boolean;
  readonly organisations: readonly DemoOrganisation[];
}

/** Puts the demo data in place by the same ways that real data goes; a start that was interrupted is taken up again. */
export async function seedDemo(context: SeedContext): Promise<DemoPeople> {
  const config = readConfig(context.env);
  const db = await openDatabase({ url: config.DATABASE_URL, poolSize: 4 });
  try {
    const vault = createNirVault({ keys: config.NIR_ENCRYPTION_KEYS, indexKey: config.NIR_INDEX_KEY });
    const earlier = readRecord();
    const trainees = await seedTrainees(db.em.fork(), vault);
    const organisations = await seedOrganisations(db.em.fork(), earlier?.organisations ?? []);
    const complete = earlier?.complete === true && sameKeys(earlier.organisations, organisations);
    writeJson(localFiles.seed, { complete, organisations } satisfies SeedRecord);
    if (!complete) {
      context.say('Données de démonstration… / Demo data…');
      await seedCatalogue(db.em.fork());
      await playDossiers(context, db, { trainees, organisations });
      writeJson(localFiles.seed, { complete: true, organisations } satisfies SeedRecord);
    }
    return { trainees: await withBalances(db, trainees), organisations };
  } finally {
    await db.close();
  }
}

async function playDossiers({ baseUrl, env }: SeedContext, db: Database, people: DemoPeople): Promise<void> {
  const clients = new Map(
    people.organisations.map(({ id, apiKey }) => [id, DemoClient.asOrganisation(baseUrl, apiKey)]),
  );
  await seedSessions(db.em.fork(), clients);
  const [rich, , poor] = people.trainees;
  if (rich === undefined || poor === undefined) throw new Error('The demo has lost its trainees');
  const connection = await Connection.connect(temporalConnectionOptions(readConfig(env)));
  try {
    await seedDossiers({
      em: db.em.fork(),
      temporal: new Client({ connection, namespace: readConfig(env).TEMPORAL_NAMESPACE }),
      trainee: await DemoClient.asTrainee(baseUrl, rich),
      poorTrainee: await DemoClient.asTrainee(baseUrl, poor),
      paysLocally: readConfig(env).STRIPE_API_BASE !== undefined,
      organisationOf: (id) => clients.get(id) ?? missing(id),
    });
  } finally {
    await connection.close();
  }
}

async function withBalances(db: Database, trainees: readonly DemoTrainee[]): Promise<DemoTrainee[]> {
  const left = await balances(db.em.fork());
  return trainees.map((trainee) => ({
    ...trainee,
    balanceCents: left.get(trainee.name) ?? trainee.balanceCents,
  }));
}

function readRecord(): SeedRecord | null {
  if (!existsSync(localFiles.seed)) return null;
  return JSON.parse(readFileSync(localFiles.seed, 'utf8')) as SeedRecord;
}

// Another database than the last time (`DATABASE_URL`) has other organisations, and needs its own demo.
function sameKeys(before: readonly DemoOrganisation[], now: readonly DemoOrganisation[]): boolean {
  return now.every(({ apiKey }) => before.some((organisation) => organisation.apiKey === apiKey));
}

function missing(id: string): never {
  throw new Error(`No demo organisation ${id}`);
}
