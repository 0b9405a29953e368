import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { readConfig } from '../config.ts';
import { queries } from '../db/database.ts';
import { createNirVault } from '../db/nir-vault.ts';
import { createApiKey } from '../db/organisation/api-keys.ts';
import { createTrainee } from '../db/people/create-trainee.ts';
import { creditRights } from '../db/rights/credit.ts';
import { instant, parisDay } from '../domain/calendar/paris-time.ts';
import { nirKey, parseNir } from '../domain/identity/nir.ts';
import { cents } from '../domain/money.ts';
import { DemoClient } from '../dev/demo-client.ts';
import type { BenchStack } from './bench-stack.ts';

/** One person, one training, one organisation: what a slot of the bench plays its lifecycles with. */
export interface Player {
  traineeId: string;
  trainee: DemoClient;
  organisation: DemoClient;
  trainingId: string;
  sessionId: string;
}

const password = 'Mesure-Banc-2026!';
const credit = cents(2_000_000_000);

/** Makes players through the same code as real accounts, numbered from `from`; each logs in once. */
export async function createPlayers(
  stack: BenchStack,
  count: number,
  { from = 0, jobSeeker = false }: { from?: number; jobSeeker?: boolean } = {},
): Promise<Player[]> {
  const config = readConfig(stack.env);
  const vault = createNirVault({ keys: config.NIR_ENCRYPTION_KEYS, indexKey: config.NIR_INDEX_KEY });
  const players: Player[] = [];
  for (let index = from; index < from + count; index += 1) {
    const thirteen = `18501991${String(index).padStart(5, '9')}`;
    const nir = parseNir(thirteen + nirKey(thirteen));
    const em = stack.db.em.fork();
    const person = {
      nir,
      password,
      birthName: 'Banc',
      firstName: `n${index}`,
      email: `n${index}@exemple.test`,
      phone: null,
    };
    const { id: traineeId } = await createTrainee(em, vault, { ...person, jobSeeker });
    await creditRights(em, { traineeId, cents: credit, reference: 'bench', at: instant(Date.now()) });
    const trainee = await DemoClient.asTrainee(stack.baseUrl, { nir, password });
    players.push({ traineeId, trainee, ...(await createOffer(stack, index)) });
  }
  return players;
}

async function createOffer(stack: BenchStack, index: number) {
  const em = stack.db.em.fork();
  const organisationId = randomUUID();
  const trainingId = randomUUID();
  const sessionId = randomUUID();
  const today = parisDay(instant(Date.now()));
  const siret = String(index).padStart(14, '9');
  await sql`insert into organisations (id, siret, name, contact_email)
    values (${organisationId}, ${siret}, 'Banc', ${`o${index}@exemple.test`})`.execute(queries(em));
  await sql`insert into trainings (id, organisation_id, catalogue_key, title, row_hash)
    values (${trainingId}, ${organisationId}, ${trainingId}, 'Anglais professionnel – niveau B1', '')`.execute(
    queries(em),
  );
  await sql`insert into training_sessions (id, training_id, starts_on, ends_on, price_cents, hours, place, remote, has_prerequisites, region)
    values (${sessionId}, ${trainingId}, ${today}, ${today}, 120000, 35, 'Lyon', false, false, 'metropole')`.execute(
    queries(em),
  );
  const { key } = await createApiKey(em, organisationId, 'bench');
  return { organisation: DemoClient.asOrganisation(stack.baseUrl, key), trainingId, sessionId };
}
