import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { queries, type Database, type Queries } from '../../db/database.ts';
import { creditRights } from '../../db/rights/credit.ts';
import type { HolidayRegion } from '../../domain/calendar/holidays.ts';
import { instant } from '../../domain/calendar/paris-time.ts';
import { dossierNumberCount, dossierNumberFrom, type DossierNumber } from '../../domain/dossier/number.ts';
import { cents } from '../../domain/money.ts';

/** Who and what a dossier needs in the database, without the parts that only logging in needs. */
export interface Cast {
  traineeId: string;
  organisationId: string;
  trainingId: string;
  sessionId: string;
}

/** What a test may want different. */
export interface CastOptions {
  /** Epoch milliseconds from which the session's default dates are counted. */
  now?: number;
  balanceCents?: number;
  priceCents?: number;
  startsOn?: string;
  endsOn?: string;
  hasPrerequisites?: boolean;
  region?: HolidayRegion;
}

/** Writes a trainee with rights, an organisation, a training and one of its sessions. */
export async function createCast(db: Database, options: CastOptions = {}): Promise<Cast> {
  const cast = {
    traineeId: randomUUID(),
    organisationId: randomUUID(),
    trainingId: randomUUID(),
    sessionId: randomUUID(),
  };
  const q = queries(db.em.fork());
  await createPerson(q, cast.traineeId);
  await sql`insert into organisations (id, siret, name) values
    (${cast.organisationId}, ${String(randomInt(1e13)).padStart(14, '0')}, 'Organisme d’essai')`.execute(q);
  await sql`insert into trainings (id, organisation_id, catalogue_key, title, hours_mean, row_hash) values
    (${cast.trainingId}, ${cast.organisationId}, ${cast.trainingId}, 'Anglais professionnel', 35, '')`.execute(
    q,
  );
  await createSession(q, cast, options);
  await credit(db, cast.traineeId, options.balanceCents ?? 150_000);
  return cast;
}

/** Gives a trainee rights, in cents; none for 0. */
export async function credit(db: Database, traineeId: string, amountCents: number): Promise<void> {
  if (amountCents === 0) return;
  const at = instant(Date.now());
  await creditRights(db.em.fork(), { traineeId, cents: cents(amountCents), reference: randomUUID(), at });
}

/** Gives out a dossier number, as the API does before it starts a workflow. */
export async function grantNumber(db: Database, traineeId: string): Promise<DossierNumber> {
  for (;;) {
    const number = dossierNumberFrom(randomInt(dossierNumberCount));
    const { rows } = await sql`insert into dossier_numbers (number, trainee_id, idempotency_key, fingerprint)
      values (${number}, ${traineeId}, ${randomUUID()}, '') on conflict (number) do nothing
      returning number`.execute(queries(db.em.fork()));
    // Drawn before, for another dossier of the same test: thousands of draws meet sooner or later.
    if (rows.length === 1) return number;
  }
}

async function createPerson(q: Queries, id: string): Promise<void> {
  await sql`insert into trainees (id, nir_index, nir_ciphertext, nir_key_id, birth_name, first_name, email, password_hash)
    values (${id}, ${randomBytes(32)}, ${randomBytes(40)}, 'test', 'Essai', 'Camille', ${`${id}@exemple.test`}, '')`.execute(
    q,
  );
}

async function createSession(q: Queries, cast: Cast, options: CastOptions): Promise<void> {
  const { priceCents = 120_000, hasPrerequisites = false, region = 'metropole' } = options;
  const startsOn = options.startsOn ?? dayIn(120, options.now);
  const endsOn = options.endsOn ?? dayIn(124, options.now);
  await sql`insert into training_sessions
      (id, training_id, starts_on, ends_on, price_cents, hours, place, remote, has_prerequisites, region)
    values (${cast.sessionId}, ${cast.trainingId}, ${startsOn}, ${endsOn}, ${priceCents}, 35, 'Lyon', false,
      ${hasPrerequisites}, ${region})`.execute(q);
}

/** The UTC day that lies so many days ahead, `YYYY-MM-DD`. */
export function dayIn(days: number, now = Date.now()): string {
  return new Date(now + days * 86_400_000).toISOString().slice(0, 10);
}
