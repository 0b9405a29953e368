import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../../db/database.ts';
import { createNirVault } from '../../../db/nir-vault.ts';
import { createOrganisation } from '../../../db/people/create-organisation.ts';
import { createTrainee } from '../../../db/people/create-trainee.ts';
import { findOrganisationBySiret, findTraineeByNir, traineeExists } from '../../../db/people/find-people.ts';
import { verifyPassword } from '../../../db/people/passwords.ts';
import { nirKey, parseNir } from '../../../domain/identity/nir.ts';
import { parseSiret } from '../../../domain/identity/siret.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
});

const em = () => database.db.em.fork();
const key = () => randomBytes(32).toString('base64');
const vault = createNirVault({ keys: [['k1', key()]], indexKey: key() });
const nirOf = (thirteen: string) => parseNir(`${thirteen}${nirKey(thirteen)}`);

const someone = {
  nir: nirOf('2550814168025'),
  password: 'Été-à-Brest-2027',
  birthName: 'Le Goff',
  firstName: 'Maëlle',
  email: 'maelle@example.test',
  phone: null,
  jobSeeker: true,
};

describe('an account', () => {
  test('is found by its NIR, keeps neither NIR nor password in clear, and both can be checked', async () => {
    const { id } = await createTrainee(em(), vault, someone);
    expect(await findTraineeByNir(em(), vault, someone.nir)).toBe(id);
    expect(await traineeExists(em(), id)).toBe(true);
    const { rows } = await sql<{
      nir_ciphertext: Buffer;
      nir_key_id: string;
      password_hash: string;
      job_seeker: boolean;
    }>`select * from trainees where id = ${id}`.execute(queries(em()));
    const [row] = rows;
    if (row === undefined) throw new Error('no row');
    expect(vault.open({ ciphertext: row.nir_ciphertext, keyId: row.nir_key_id }, id)).toBe(someone.nir);
    expect(row.password_hash).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=1\$/);
    expect(row.job_seeker).toBe(true);
    expect(await verifyPassword(row.password_hash, someone.password)).toBe(true);
    expect(await verifyPassword(row.password_hash, someone.password.normalize('NFD'))).toBe(true);
    expect(await verifyPassword(row.password_hash, 'autre chose')).toBe(false);
    const whole = await sql<{ text: string }>`select trainees::text as text from trainees`.execute(
      queries(em()),
    );
    expect(whole.rows[0]?.text).not.toContain(someone.nir);
  });

  test('is refused when the NIR has one already, even to twenty who come at once', async () => {
    const nir = nirOf('1850599130012');
    const attempts = await Promise.allSettled(
      Array.from({ length: 20 }, (_, n) =>
        createTrainee(em(), vault, { ...someone, nir, email: `n${n}@example.test` }),
      ),
    );
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const attempt of attempts) {
      if (attempt.status === 'rejected') expect(attempt.reason).toMatchObject({ code: 'account_exists' });
    }
  });

  test('is refused when the email has one already, whatever its case', async () => {
    const trainee = { ...someone, nir: nirOf('1850599130013'), email: 'MAELLE@example.test' };
    await expect(createTrainee(em(), vault, trainee)).rejects.toMatchObject({ code: 'account_exists' });
  });

  test('that does not exist is not found', async () => {
    expect(await findTraineeByNir(em(), vault, nirOf('1850599130099'))).toBeNull();
    expect(await traineeExists(em(), 'not an id')).toBe(false);
    expect(await traineeExists(em(), '00000000-0000-4000-8000-000000000000')).toBe(false);
  });
});

describe('a password', () => {
  test('of nobody is never right, not even the empty one, and takes as long', async () => {
    const timed = async (password: string, hash: string | null) => {
      const begin = performance.now();
      expect(await verifyPassword(hash, password)).toBe(false);
      return performance.now() - begin;
    };
    await timed('', null);
    // A lookup that skipped the work would be a hundred times faster; half is far from what load can do to it.
    expect(await timed('x', null)).toBeGreaterThan(5);
  });
});

describe('an organisation', () => {
  test('is created once for its SIRET, and stays as it is', async () => {
    const siret = parseSiret('73282932000074');
    const first = await createOrganisation(em(), { siret, name: 'Formations du Léon', contactEmail: null });
    const second = await createOrganisation(em(), {
      siret,
      name: 'Autre nom',
      contactEmail: 'a@example.test',
    });
    expect(first.created).toBe(true);
    expect(second).toEqual({ id: first.id, created: false });
    expect(await findOrganisationBySiret(em(), siret)).toEqual({
      ...{ id: first.id, name: 'Formations du Léon', language: 'fr' },
    });
    expect(await findOrganisationBySiret(em(), parseSiret('00000000000000'))).toBeNull();
  });
});
