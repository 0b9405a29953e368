import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { createNirVault } from '../../db/nir-vault.ts';
import { findOrganisationByKey } from '../../db/organisation/api-keys.ts';
import { createTrainee } from '../../db/people/create-trainee.ts';
import { nirKey, parseNir } from '../../domain/identity/nir.ts';
import { adminConsole, type AdminConsole } from '../support/admin-console.ts';
import { testSecrets } from '../support/secrets.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const key = () => randomBytes(32).toString('base64');
const [nirKeyText, indexKey] = [key(), key()];
const nir = parseNir(`2550814168025${nirKey('2550814168025')}`);
const siret = '73282932000074';

let database: TestDatabase;
let folder: string;
let traineeId: string;
let settings: Record<string, string>;
let admin: AdminConsole;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'admin-'));
  const vault = createNirVault({ keys: [['k1', nirKeyText]], indexKey });
  const person = { birthName: 'Le Goff', firstName: 'Maëlle', email: 'maelle@example.test', phone: null };
  ({ id: traineeId } = await createTrainee(em(), vault, { nir, password: 'x', jobSeeker: false, ...person }));
  settings = {
    DATABASE_URL: database.url,
    PUBLIC_URL: 'http://localhost:3000',
    ...testSecrets(),
    NIR_ENCRYPTION_KEYS: `k1:${nirKeyText}`,
    NIR_INDEX_KEY: indexKey,
    NODE_ENV: 'test',
  };
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await database.drop();
});
beforeEach(() => {
  admin = adminConsole({ env: settings, folder });
});

const em = () => database.db.em.fork();

async function balance(): Promise<number | undefined> {
  const { rows } = await sql<{ cents: number }>`
    select available_cents as cents from rights_accounts where trainee_id = ${traineeId}`.execute(
    queries(em()),
  );
  return rows[0]?.cents;
}

describe('organisation', () => {
  test('create makes one for each SIRET, and key gives it a key that signs in', async () => {
    const create = ['organisation', 'create', '--siret', '732 829 320 00074', '--name', 'Formations du Léon'];
    expect(await admin.run(...create)).toBe(0);
    expect(await admin.run(...create, '--email', 'contact@example.test')).toBe(0);
    expect(admin.printed[0]).toMatch(
      /« Formations du Léon » est créé \(SIRET 73282932000074, identifiant .{36}\)/,
    );
    expect(admin.printed[1]).toContain('existe déjà');
    expect(await admin.run('organisation', 'key', siret, '--name', 'logiciel de planning')).toBe(0);
    const found = await findOrganisationByKey(em(), admin.printed.at(-1) ?? '');
    expect(admin.printed[0]).toContain(found?.organisationId);
    expect(admin.errors).toEqual([]);
  });

  test('create warns of a SIRET whose own check fails, and refuses what is none', async () => {
    expect(await admin.run('organisation', 'create', '--siret', '73282932000075', '--name', 'X')).toBe(0);
    expect(admin.errors[0]).toContain('Attention');
    expect(await admin.run('organisation', 'create', '--siret', '7328', '--name', 'X')).toBe(1);
    expect(admin.errors[1]).toBe('Un numéro SIRET compte 14 chiffres.');
    expect(await admin.run('organisation', 'create', '--siret', siret, '--name', 'X', '--email', 'x')).toBe(
      2,
    );
  });

  test('key of an organisation that is not there says so', async () => {
    expect(await admin.run('organisation', 'key', '00000000000000', '--name', 'x')).toBe(1);
    expect(admin.errors).toEqual(['Aucun organisme n’a le SIRET 00000000000000.']);
  });
});

describe('rights credit', () => {
  const credit = (...who: string[]) =>
    admin.run('rights', 'credit', '--euros', '1500,00', '--reference', 'versement 2026', ...who);

  test('adds rights once for a reference, by id or by NIR, and shows no NIR', async () => {
    expect(await credit('--trainee', traineeId)).toBe(0);
    expect(await balance()).toBe(150_000);
    expect(await credit('--trainee', nir)).toBe(0);
    expect(admin.errors).toEqual([expect.stringContaining('--nir-stdin')]);
    admin.input = `2 55 08 14 168 025 ${nir.slice(-2)}`;
    expect(await credit('--nir-stdin')).toBe(0);
    expect(admin.printed[0]).toContain(`de droits sont ajoutés au titulaire ${traineeId}`);
    expect(admin.printed.slice(1)).toEqual([
      expect.stringContaining('rien n’a changé'),
      expect.stringContaining('rien n’a changé'),
    ]);
    expect(await balance()).toBe(150_000);
    expect([...admin.printed, ...admin.errors].join()).not.toContain(nir);
  });

  test('refuses another amount under the same reference, nobody, and an amount that is none', async () => {
    const args = ['rights', 'credit', '--reference', 'versement 2026', '--trainee', traineeId, '--euros'];
    expect(await admin.run(...args, '1500,01')).toBe(1);
    expect(await admin.run(...args, '0')).toBe(1);
    expect(await admin.run(...args, 'beaucoup')).toBe(1);
    expect(await credit('--trainee', '00000000-0000-4000-8000-000000000000')).toBe(1);
    admin.input = '255081416802599';
    expect(await credit('--nir-stdin')).toBe(1);
    expect(admin.errors).toEqual([
      'Cette référence a déjà servi à créditer un autre montant.',
      'Un crédit de droits est un montant positif.',
      expect.stringContaining('n’est pas lisible'),
      'Aucun titulaire ne correspond.',
      expect.stringContaining('La clé'),
    ]);
    expect(await balance()).toBe(150_000);
  });

  test('needs to know who, in one way', async () => {
    expect(await credit()).toBe(2);
    expect(await credit('--trainee', traineeId, '--nir-stdin')).toBe(2);
  });
});

describe('catalogue import', () => {
  const heading = 'siret;nom_of;intitule_formation\n';

  test('counts the rows, shows the first twenty bad ones, and writes all of them to the report', async () => {
    const bad = Array.from({ length: 30 }, () => `${siret};Organisme;\n`).join('');
    await writeFile(join(folder, 'catalogue.csv'), `${heading}${bad}${siret};Organisme;Anglais\n`);
    expect(await admin.run('catalogue', 'import', 'catalogue.csv')).toBe(0);
    expect(admin.printed[0]).toMatch(
      /^31 lignes lues en .* s : 1 formations ajoutées, 0 mises à jour, 0 inchangées, 0 doublons, 30 lignes écartées\.$/,
    );
    expect(admin.printed[1]).toBe(
      'Fichier CSV lu en UTF-8, colonnes séparées par des points-virgules. Par exemple : « Anglais ».',
    );
    expect(admin.printed).toHaveLength(2 + 20 + 1);
    expect(admin.printed[2]).toBe('ligne 2 : l’intitulé de la formation manque');
    expect(admin.printed.at(-1)).toContain('et 10 autres');
    expect(await admin.run('catalogue', 'import', 'catalogue.csv', '--report', 'rapport.txt')).toBe(0);
    const report = await readFile(join(folder, 'rapport.txt'), 'utf8');
    expect(report.trim().split('\n')).toHaveLength(30);
    expect(report).toContain('ligne 31 : l’intitulé de la formation manque\n');
    expect(admin.printed.at(-1)).toContain('rapport.txt');
  });

  test.each([
    ['a file that is not there', ['absent.csv'], 'Ce fichier ou son dossier n’existe pas : '],
    ['a folder', ['.'], 'C’est un dossier'],
    ['a report that cannot be written', ['bon.csv', '--report', 'absent/r.txt'], 'Ce fichier ou son dossier'],
    ['a file that is no catalogue', ['autre.csv'], 'il lui manque les colonnes'],
    ['a file with a heading alone', ['bon.csv'], 'ne contient aucune formation'],
    ['a file with bad rows alone', ['faux.csv'], 'toutes les lignes ont été écartées'],
  ])('%s is one sentence', async (_title, args, sentence) => {
    await writeFile(join(folder, 'bon.csv'), heading);
    await writeFile(join(folder, 'autre.csv'), 'a;b\n1;2\n');
    await writeFile(join(folder, 'faux.csv'), `${heading}${siret};;\n`);
    expect(await admin.run('catalogue', 'import', ...args)).toBe(1);
    expect(admin.errors).toEqual([expect.stringContaining(sentence)]);
  });
});

describe('settings', () => {
  test('migrate brings the database up to date, again without effect', async () => {
    expect(await admin.run('migrate')).toBe(0);
    expect(admin.printed).toEqual(['La base de données est à jour.']);
  });

  test('come from the local stack when the environment names no database', async () => {
    const localSettingsFile = join(folder, 'admin.env');
    const lines = Object.entries({ ...settings, NIR_INDEX_KEY: key() }).map(
      ([name, value]) => `${name}="${value}"\n`,
    );
    await writeFile(localSettingsFile, lines.join(''));
    const env = { NIR_INDEX_KEY: indexKey, SESSION_SECRET: '' };
    const local = adminConsole({ env, folder, localSettingsFile });
    local.input = nir;
    const credit = ['--nir-stdin', '--euros', '1500', '--reference', 'versement 2026'];
    expect(await local.run('rights', 'credit', ...credit)).toBe(0);
    expect(local.errors).toEqual([]);
  });

  test('that are nowhere, incomplete or wrong are one sentence, which shows none of their values', async () => {
    const nowhere = adminConsole({ env: {}, folder });
    expect(await nowhere.run('migrate')).toBe(1);
    expect(nowhere.errors[0]).toContain('npm start');
    const incomplete = adminConsole({ env: { ...settings, NIR_INDEX_KEY: 'secret' }, folder });
    expect(await incomplete.run('migrate')).toBe(1);
    expect(incomplete.errors[0]).toContain('NIR_INDEX_KEY');
    expect(incomplete.errors[0]).not.toContain('secret');
    const absent = { ...settings, DATABASE_URL: 'postgresql://postgres@127.0.0.1:1/x' };
    const unreachable = adminConsole({ env: absent, folder });
    expect(await unreachable.run('organisation', 'key', siret, '--name', 'x')).toBe(1);
    expect(unreachable.errors).toEqual([expect.stringContaining('La base de données ne répond pas')]);
  });
});
