import { sql } from 'kysely';
import type { EntityManager } from '@mikro-orm/postgresql';
import { queries } from '../db/database.ts';
import type { NirVault } from '../db/nir-vault.ts';
import { createApiKey } from '../db/organisation/api-keys.ts';
import { isApiKey } from '../db/organisation/key-format.ts';
import { hashPassword } from '../db/people/passwords.ts';
import { createOrganisation } from '../db/people/create-organisation.ts';
import { createTrainee } from '../db/people/create-trainee.ts';
import { findTraineeByNir } from '../db/people/find-people.ts';
import { creditRights } from '../db/rights/credit.ts';
import { instant } from '../domain/calendar/paris-time.ts';
import { nirKey, parseNir } from '../domain/identity/nir.ts';
import { parseSiret } from '../domain/identity/siret.ts';
import { cents } from '../domain/money.ts';

/** A trainee of the demo data, as `.local/demo.json` shows it. */
export interface DemoTrainee {
  readonly nir: string;
  readonly password: string;
  readonly name: string;
  readonly balanceCents: number;
}

/** A training organisation of the demo data. */
export interface DemoOrganisation {
  readonly id: string;
  readonly name: string;
  readonly apiKey: string;
  /** An administrator without a second factor: reads and replies; enrolling one opens the rest. */
  readonly member: DemoMember;
}

/** Somebody who works for a demo organisation. */
export interface DemoMember {
  readonly email: string;
  readonly password: string;
}

// Invented people: the numbers are well formed and belong to nobody (commune 990 of department 99 with order 9xx).
const trainees = [
  {
    thirteen: '2850599990901',
    firstName: 'Camille',
    birthName: 'Moreau',
    credit: 2_400_000,
    jobSeeker: false,
  },
  { thirteen: '1790699990902', firstName: 'Yanis', birthName: 'Benali', credit: 900_000, jobSeeker: true },
  { thirteen: '2921199990903', firstName: 'Louise', birthName: 'Kermadec', credit: 45_000, jobSeeker: false },
];

/** The demo's organisations; their SIRET have a right key and belong to nobody. */
export const organisations = [
  { siret: '90000000100017', name: 'Institut des langues de Bellecombe' },
  { siret: '90000000200015', name: 'Atelier numérique du Vieux-Pont' },
  { siret: '90000000300013', name: 'École des métiers de Valserine' },
];

/** One password for all of the demo, long enough for the rules of an account. */
const password = 'Formation-Demo-2026!';

/** Creates the demo's trainees with their rights; those that are there stay as they are. */
export async function seedTrainees(em: EntityManager, vault: NirVault): Promise<DemoTrainee[]> {
  const made: DemoTrainee[] = [];
  for (const { thirteen, firstName, birthName, credit, jobSeeker } of trainees) {
    const nir = parseNir(thirteen + nirKey(thirteen));
    const email = `${firstName}.${birthName}@exemple.test`.toLowerCase();
    const phone = '+33199000000';
    const traineeId =
      (await findTraineeByNir(em, vault, nir)) ??
      (await createTrainee(em, vault, { nir, password, birthName, firstName, email, phone, jobSeeker })).id;
    const at = instant(Date.now());
    await creditRights(em, { traineeId, cents: cents(credit), reference: 'demo', at });
    made.push({ nir, password, name: `${firstName} ${birthName}`, balanceCents: credit });
  }
  return made;
}

/** Creates the demo's organisations, each with a key; a key is shown once, so `known` are kept from an earlier start. */
export async function seedOrganisations(
  em: EntityManager,
  known: readonly DemoOrganisation[],
): Promise<DemoOrganisation[]> {
  const made: DemoOrganisation[] = [];
  for (const { siret, name } of organisations) {
    const contactEmail = `contact@${siret}.exemple.test`;
    const { id } = await createOrganisation(em, { siret: parseSiret(siret), name, contactEmail });
    // A key of an earlier form opens nothing any more.
    const apiKey = known.find((one) => one.id === id && isApiKey(one.apiKey))?.apiKey;
    const member = await seedMember(em, id, siret);
    made.push({ id, name, apiKey: apiKey ?? (await createApiKey(em, id, 'démonstration')).key, member });
  }
  return made;
}

/** Creates an organisation's administrator; one who is there stays as they are. */
async function seedMember(em: EntityManager, organisationId: string, siret: string): Promise<DemoMember> {
  const email = `administration@${siret}.exemple.test`;
  const passwordHash = await hashPassword(password);
  await sql`
    insert into organisation_members (id, organisation_id, email, name, role, status, password_hash, sessions_from)
    select gen_random_uuid(), ${organisationId}::uuid, ${email}, 'Dominique Laurent', 'administrator', 'active',
      ${passwordHash}, now()
    where not exists (select from organisation_members where lower(email) = ${email})`.execute(queries(em));
  return { email, password };
}

/** What the trainees have left after the seeded dossiers took their part, in cents, by name. */
export async function balances(em: EntityManager): Promise<Map<string, number>> {
  const { rows } = await sql<{ name: string; balance: number }>`
    select concat_ws(' ', first_name, birth_name) as name, available_cents as balance
    from trainees join rights_accounts on trainee_id = trainees.id`.execute(queries(em));
  return new Map(rows.map(({ name, balance }) => [name, balance]));
}

/** The people to log in as. */
export interface DemoPeople {
  readonly trainees: readonly DemoTrainee[];
  readonly organisations: readonly DemoOrganisation[];
}
