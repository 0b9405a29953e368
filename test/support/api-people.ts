import { randomInt, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { createApiKey } from '../../db/organisation/api-keys.ts';
import { createTrainee } from '../../db/people/create-trainee.ts';
import { creditRights } from '../../db/rights/credit.ts';
import { instant } from '../../domain/calendar/paris-time.ts';
import { type Nir, nirKey, parseNir } from '../../domain/identity/nir.ts';
import { cents } from '../../domain/money.ts';
import type { TestApi } from './api.ts';
import { dayIn } from './people.ts';

/** A trainee who can log in. */
export interface TestTrainee {
  id: string;
  nir: Nir;
  password: string;
  email: string;
}

/** An organisation with a key. */
export interface TestOrganisation {
  id: string;
  name: string;
  key: string;
}

/** A number that could be somebody's. */
export function someNir(): Nir {
  const birth = `2${String(randomInt(60, 99))}0${randomInt(1, 10)}75`;
  const thirteen = `${birth}${String(randomInt(1, 999)).padStart(3, '0')}${String(randomInt(1, 999)).padStart(3, '0')}`;
  return parseNir(thirteen + nirKey(thirteen));
}

/** Creates a trainee with rights (in cents; 1,500.00 € unless said). */
export async function aTrainee(
  { db, vault }: TestApi,
  {
    balanceCents = 150_000,
    ...overrides
  }: { balanceCents?: number; firstName?: string; jobSeeker?: boolean } = {},
): Promise<TestTrainee> {
  const email = `${randomUUID()}@exemple.test`;
  const person = {
    nir: someNir(),
    password: 'Mot-de-passe-42',
    birthName: 'Exemple',
    email,
    phone: '+33100000000',
  };
  const { id } = await createTrainee(db.em.fork(), vault, {
    firstName: 'Camille',
    jobSeeker: false,
    ...person,
    ...overrides,
  });
  if (balanceCents > 0) {
    const at = instant(Date.now());
    await creditRights(db.em.fork(), {
      traineeId: id,
      cents: cents(balanceCents),
      reference: randomUUID(),
      at,
    });
  }
  return { id, nir: person.nir, password: person.password, email };
}

/** Creates an organisation and a key. */
export async function anOrganisation({ db }: TestApi, name = 'Organisme d’essai'): Promise<TestOrganisation> {
  const id = randomUUID();
  const siret = String(randomInt(1e13)).padStart(14, '0');
  const em = db.em.fork();
  await sql`insert into organisations (id, siret, name, contact_email)
    values (${id}, ${siret}, ${name}, 'contact@organisme.test')`.execute(queries(em));
  const { key } = await createApiKey(em, id, 'essai');
  return { id, name, key };
}

/** Creates a training of an organisation; gives its id. */
export async function aTraining(
  { db }: TestApi,
  organisationId: string,
  overrides: { title?: string; subject?: string; departmentCode?: string } = {},
): Promise<string> {
  const id = randomUUID();
  const { title = 'Anglais professionnel', subject = null, departmentCode = '75' } = overrides;
  await sql`insert into trainings (id, organisation_id, catalogue_key, title, subject, department_code, hours_mean, row_hash)
    values (${id}, ${organisationId}, ${id}, ${title}, ${subject}, ${departmentCode}, 35, '')`.execute(
    queries(db.em.fork()),
  );
  return id;
}

/** Creates an open session of a training; gives its id. */
export async function aSession(
  { db }: TestApi,
  trainingId: string,
  overrides: { priceCents?: number; startsOn?: string; endsOn?: string; hasPrerequisites?: boolean } = {},
): Promise<string> {
  const id = randomUUID();
  const {
    priceCents = 120_000,
    startsOn = dayIn(120),
    endsOn = dayIn(124),
    hasPrerequisites = false,
  } = overrides;
  await sql`insert into training_sessions
      (id, training_id, starts_on, ends_on, price_cents, hours, place, remote, has_prerequisites, region)
    values (${id}, ${trainingId}, ${startsOn}, ${endsOn}, ${priceCents}, 35, 'Lyon', false, ${hasPrerequisites},
      'metropole')`.execute(queries(db.em.fork()));
  return id;
}
