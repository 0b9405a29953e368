import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { findOrganisationByKey } from '../../db/organisation/api-keys.ts';
import { inviteeOf } from '../../db/organisation/invitations.ts';
import { adminConsole, type AdminConsole } from '../support/admin-console.ts';
import { testSecrets } from '../support/secrets.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const siret = '73282932000074';

let database: TestDatabase;
let admin: AdminConsole;
let settings: Record<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  settings = {
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    PUBLIC_URL: 'http://localhost:3000',
    ...testSecrets(),
  };
  await adminConsole({ env: settings, folder: '.' }).run(
    ...['organisation', 'create', '--siret', siret, '--name', 'Formations du Léon'],
  );
});
afterAll(() => database.drop());
beforeEach(() => {
  admin = adminConsole({ env: settings, folder: '.' });
});

const em = () => database.db.em.fork();
const organisation = (...args: string[]) => admin.run('organisation', ...args);

test('a key is made, listed, replaced and revoked', async () => {
  expect(await organisation('key', siret, '--name', 'planning', '--signed')).toBe(0);
  const first = admin.printed.at(-1) ?? '';
  expect(admin.printed.at(-2)).toMatch(/^Secret de signature : dfs_/);
  expect((await findOrganisationByKey(em(), first))?.signingSecret).not.toBeNull();
  expect(await organisation('key', 'rotate', first.slice(4, 12), '--overlap', '0')).toBe(0);
  const second = admin.printed.at(-1) ?? '';
  expect(await findOrganisationByKey(em(), first)).toBeNull();
  expect(await findOrganisationByKey(em(), second)).not.toBeNull();
  expect(await organisation('key', 'revoke', second.slice(4, 12))).toBe(0);
  expect(await findOrganisationByKey(em(), second)).toBeNull();
  expect(await organisation('key', 'list', siret)).toBe(0);
  expect(admin.printed.slice(-2)).toEqual([
    expect.stringMatching(/planning {2}créée .* révoquée .* signée$/),
    expect.stringMatching(/planning {2}créée .* expire .* signée$/),
  ]);
  expect(admin.printed.slice(-2).join()).not.toContain(second);
  expect(await organisation('key', 'revoke', '00000000')).toBe(1);
  expect(await organisation('key', 'rotate', second.slice(4, 12), '--overlap', 'x')).toBe(2);
});

test('a first administrator is invited, once', async () => {
  const invite = ['invite', siret, '--email', 'dominique@example.test'];
  expect(await organisation(...invite)).toBe(1);
  expect(admin.errors.at(-1)).toContain('--link');
  expect(await organisation(...invite, '--link')).toBe(0);
  const token = new URL(admin.printed.at(-1) ?? '').hash.slice(1);
  expect(await inviteeOf(em(), token)).toMatchObject({ email: 'dominique@example.test' });
  expect(await organisation(...invite, '--link')).toBe(1);
  expect(await organisation(...invite, '--role', 'chef')).toBe(2);
});
