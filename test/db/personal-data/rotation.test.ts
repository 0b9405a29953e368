import { randomBytes, randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../../db/database.ts';
import { createNirVault } from '../../../db/nir-vault.ts';
import { createTrainee } from '../../../db/people/create-trainee.ts';
import { findTraineeByNir } from '../../../db/people/find-people.ts';
import { rotateIndex } from '../../../db/personal-data/rotate-index.ts';
import { sealedColumn, sealedColumns } from '../../../db/personal-data/sealed-columns.ts';
import { rotate } from '../../../db/sealing/rotate.ts';
import { type Nir, nirKey, parseNir } from '../../../domain/identity/nir.ts';
import { adminConsole } from '../../support/admin-console.ts';
import { testSecrets } from '../../support/secrets.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';

const key = () => randomBytes(32).toString('base64');
const [oldKey, newKey, oldIndex, newIndex] = [key(), key(), key(), key()];
const before = createNirVault({ keys: [['old', oldKey]], indexKey: oldIndex });
const during = createNirVault({
  keys: [
    ['new', newKey],
    ['old', oldKey],
  ],
  indexKey: `${newIndex},${oldIndex}`,
});
const after = createNirVault({ keys: [['new', newKey]], indexKey: newIndex });

let database: TestDatabase;
const em = () => database.db.em.fork();
let order = 0;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await database.drop();
});

function aNumber(): Nir {
  order += 1;
  const thirteen = `28505999${String(randomInt(10, 99))}${String(order).padStart(3, '0')}`;
  return parseNir(thirteen + nirKey(thirteen));
}

async function account(vault = before, nir = aNumber()): Promise<{ id: string; nir: Nir }> {
  order += 1;
  const email = `cle-${order}@exemple.test`;
  const person = { birthName: 'Cle', firstName: 'Anne', email, phone: null, jobSeeker: false, password: 'x' };
  return { nir, ...(await createTrainee(em(), vault, { nir, ...person })) };
}

function settings(encryption: string, index: string): NodeJS.ProcessEnv {
  return {
    NODE_ENV: 'test',
    DATABASE_URL: database.url,
    PUBLIC_URL: 'http://localhost:3000',
    ...testSecrets(),
    NIR_ENCRYPTION_KEYS: encryption,
    NIR_INDEX_KEY: index,
  };
}

async function keysInUse(): Promise<unknown[]> {
  const { rows } =
    await sql`select distinct nir_key_id as sealed, nir_index_key_id as indexed from trainees`.execute(
      queries(em()),
    );
  return rows;
}

const [numbers] = sealedColumns;
if (numbers === undefined) throw new Error('no sealed column');

describe('a change of keys', () => {
  test('leaves every number found and readable while it runs, wherever it is interrupted, and when it ends', async () => {
    const people = await Promise.all(Array.from({ length: 12 }, () => account()));
    const everybodyIsFound = async (vault = during) => {
      for (const { id, nir } of people) expect(await findTraineeByNir(em(), vault, nir)).toBe(id);
    };
    await everybodyIsFound();

    // Interrupted in the middle: some rows are under the new keys, some under the old.
    const stop = new Error('killed');
    let readings = 0;
    const dying = {
      ...during,
      openText: (...sealed: Parameters<typeof during.openText>) => {
        readings += 1;
        if (readings > 5) throw stop;
        return during.openText(...sealed);
      },
    };
    const first = await rotate(em(), sealedColumn(dying, numbers));
    expect([first.rotated, first.unreadable.length]).toEqual([5, 7]);
    expect(await keysInUse()).toHaveLength(2);
    await everybodyIsFound();

    const late = await account(during);
    people.push(late);
    const admin = adminConsole({
      env: settings(`new:${newKey},old:${oldKey}`, `${newIndex},${oldIndex}`),
      folder: '.',
    });
    const lookups = everybodyIsFound();
    expect(await admin.run('rotate-keys')).toBe(0);
    await lookups;
    expect(await keysInUse()).toEqual([{ sealed: 'new', indexed: after.indexKeyId }]);
    await everybodyIsFound(after);

    const again = adminConsole({ env: settings(`new:${newKey}`, newIndex), folder: '.' });
    expect(await again.run('rotate-keys')).toBe(0);
    expect(again.printed[0]).toContain(': 0 refaites');
    await sql`delete from trainees`.execute(queries(em()));
  });

  test('makes no second account of a number, whichever key indexes the first', async () => {
    const { nir } = await account(before);
    await expect(account(during, nir)).rejects.toMatchObject({ code: 'account_exists' });
    // A process whose settings name the same keys the other way round, at the same moment.
    const reversed = createNirVault({ keys: [['old', oldKey]], indexKey: `${oldIndex},${newIndex}` });
    const other = aNumber();
    const outcomes = await Promise.allSettled([account(during, other), account(reversed, other)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await sql`delete from trainees`.execute(queries(em()));
  });

  test('names what it cannot read, changes nothing of it, and does the rest', async () => {
    const [good, tampered] = [await account(), await account()];
    await sql`update trainees set nir_ciphertext = set_byte(nir_ciphertext, 20, get_byte(nir_ciphertext, 20) # 1)
      where id = ${tampered.id}`.execute(queries(em()));
    const admin = adminConsole({ env: settings(`new:${newKey},old:${oldKey}`, newIndex), folder: '.' });
    expect(await admin.run('rotate-keys')).toBe(1);
    expect(admin.errors.join('\n')).toContain(tampered.id);
    const { rows } = await sql`select nir_key_id as key from trainees where id in (${good.id}, ${tampered.id})
      order by nir_key_id`.execute(queries(em()));
    expect(rows).toEqual([{ key: 'new' }, { key: 'old' }]);
    await sql`delete from trainees`.execute(queries(em()));
  });

  test('tells of two accounts of one number instead of stopping', async () => {
    const { nir, id } = await account(before);
    // Made before numbers were looked up under every key.
    const unaware = createNirVault({ keys: [['new', newKey]], indexKey: newIndex });
    await account(unaware, nir);
    const { unreadable } = await rotateIndex(em(), during);
    expect(unreadable).toEqual([id]);
    await sql`delete from trainees`.execute(queries(em()));
  });

  test('goes through every sealed column of the database', async () => {
    const { rows } = await sql<{ column: string }>`
      select table_name || '.' || column_name as column from information_schema.columns
      -- Documents and messages have keys of their own.
      where table_schema = 'public' and column_name like '%ciphertext' and table_name not in ('dossier_documents', 'conversation_messages')`.execute(
      queries(em()),
    );
    const listed = sealedColumns.map(({ table, ciphertext }) => `${table}.${ciphertext}`);
    expect(rows.map(({ column }) => column).sort()).toEqual([...listed].sort());
  });

  test('is noted in the record of accesses, which nobody changes', async () => {
    const { rows } = await sql`select by, data, trainee_id from personal_data_accesses`.execute(
      queries(em()),
    );
    expect(rows).toContainEqual({ by: 'operator:rotate-keys', data: 'nir', trainee_id: null });
    await expect(
      sql`update personal_data_accesses set by = 'operator:nobody'`.execute(queries(em())),
    ).rejects.toThrow('not changed');
  });
});
