import { describe, expect, test } from '@jest/globals';
import { catalogueWorld } from '../support/catalogue-world.ts';

const { importText, stored } = catalogueWorld();
const siret = '73282932000074';
const versions = () =>
  stored('title, trainings.xmin::text, trainings.id, organisations.xmin::text as owner, updated_at');

describe('importing again', () => {
  const heading = 'siret;nom_of;intitule_formation;code_departement;frais_ttc_tot_mean\n';
  const row = (title: string, price = '100', department = '29', name = 'Organisme') =>
    `${siret};${name};${title};${department};${price}\n`;

  test('the same file changes no row, even with near twins and an organisation with two names', async () => {
    const text =
      heading + row('A') + row('A', '200') + row('B') + row('A', '300', '75', 'Autre nom') + row('C');
    expect(await importText(text)).toMatchObject({ inserted: 5, duplicate: 0 });
    const before = await versions();
    expect(await importText(text)).toMatchObject({ inserted: 0, updated: 0, unchanged: 5 });
    expect(await versions()).toEqual(before);
    expect(new Set(before.map((row) => row['id'])).size).toBe(5);
  });

  test('rows that say exactly the same are one training, and counted', async () => {
    const text = heading + row('A') + row('B') + row('A') + row(' A ');
    expect(await importText(text)).toMatchObject({ read: 4, inserted: 2, duplicate: 2, bad: [] });
  });

  test('a changed row is updated under the same id, its neighbours untouched', async () => {
    await importText(heading + row('A') + row('B'));
    const [a, b] = await versions();
    expect(await importText(heading + row('A', '101') + row('B'))).toMatchObject({
      updated: 1,
      unchanged: 1,
    });
    const [changed, untouched] = await versions();
    expect(untouched).toEqual(b);
    expect(changed?.['id']).toBe(a?.['id']);
    expect(await stored('price_mean_cents')).toEqual([
      { price_mean_cents: 10_100 },
      { price_mean_cents: 10_000 },
    ]);
  });

  test('a new row is added, and one that left the file stays', async () => {
    await importText(heading + row('A'));
    expect(await importText(heading + row('B'))).toMatchObject({ inserted: 1, updated: 0 });
    expect(await stored()).toEqual([{ title: 'A' }, { title: 'B' }]);
  });

  test('an organisation that changed its name is renamed, its trainings untouched', async () => {
    await importText(heading + row('A'));
    expect(await importText(heading + row('A', '100', '29', 'Nouveau nom'))).toMatchObject({ unchanged: 1 });
    expect(await stored('name')).toEqual([{ name: 'Nouveau nom' }]);
  });

  test('two imports at once leave each training once', async () => {
    const text = heading + Array.from({ length: 50 }, (_, n) => row(`T${n}`)).join('');
    const both = await Promise.all([importText(text, 7), importText(text, 7)]);
    expect(both.map(({ inserted }) => inserted).reduce((sum, n) => sum + n)).toBe(50);
    expect(await stored()).toHaveLength(50);
  });
});
