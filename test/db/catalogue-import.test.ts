import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { cents, formatEuros } from '../../domain/money.ts';
import { catalogueWorld } from '../support/catalogue-world.ts';

const { importText, stored } = catalogueWorld();

const unreadable = (message: string) =>
  expect.objectContaining({
    code: 'unreadable_catalogue',
    message: expect.stringContaining(message) as unknown,
  });

const siret = '73282932000074';
const minimal = 'siret;nom_of;intitule_formation\n';
const minimalRow = (title: string) => `${siret};Organisme;${title}\n`;

describe('columns', () => {
  test('are read in the order of the file, unknown ones ignored', async () => {
    const text =
      'frais_ttc_tot_mean;INTITULE_FORMATION ;inconnue;siret;code_departement;nombre_heures_total_mean;nom_of;code_rncp\n' +
      `1 234,50;Anglais;x;${siret};2A;10,5;Organisme;-1\n`;
    expect(await importText(text)).toMatchObject({ read: 1, inserted: 1, bad: [] });
    const columns =
      'title, siret, name, department_code, hours_mean, price_mean_cents, rncp_code, region_code';
    expect(await stored(columns)).toEqual([
      {
        title: 'Anglais',
        siret,
        name: 'Organisme',
        department_code: '2A',
        hours_mean: 10.5,
        price_mean_cents: 123_450,
        rncp_code: null,
        region_code: null,
      },
    ]);
  });

  test('that are optional may be missing', async () => {
    expect(await importText(minimal + minimalRow('Anglais'))).toMatchObject({ inserted: 1, bad: [] });
  });

  test('that are needed and missing make one clear error, and nothing is written', async () => {
    const importing = importText(`siret;titre\n${siret};Anglais\n`);
    await expect(importing).rejects.toEqual(unreadable('les colonnes nom_of, intitule_formation'));
    await expect(importText(`siret|nom_of|intitule_formation\n${siret}|O|A\n`)).rejects.toEqual(
      unreadable('points-virgules'),
    );
    expect(await stored()).toEqual([]);
  });
});

describe('the text of a file', () => {
  test('may start with a byte order mark', async () => {
    expect(await importText(`\ufeff${minimal}${minimalRow('Anglais')}`)).toMatchObject({ inserted: 1 });
  });

  test('may hold line breaks, semicolons and quotes within quotes', async () => {
    const text =
      'siret;nom_of;points_forts;intitule_formation\r\n' +
      `${siret};Organisme;"un\r\ndeux ; ""trois""";"Anglais ; avancé"\r\n` +
      `${siret};Organisme;5" pouces;Soudure "TIG"\r\n`;
    expect(await importText(text)).toMatchObject({ inserted: 2, bad: [] });
    expect(await stored('title, highlights')).toEqual([
      { title: 'Anglais ; avancé', highlights: 'un\ndeux ; "trois"' },
      { title: 'Soudure "TIG"', highlights: '5" pouces' },
    ]);
  });

  test('may be in windows-1252', async () => {
    const text = minimal + minimalRow('Préparer l\x92été');
    expect(await importText(Buffer.from(text, 'latin1'))).toMatchObject({ inserted: 1 });
    expect(await stored()).toEqual([{ title: 'Préparer l’été' }]);
  });

  test('in UTF-8 stays in UTF-8 when one character is damaged', async () => {
    const text = Buffer.from(minimal + minimalRow('Été à Angoulême ?'));
    text.writeUInt8(0xe9, text.lastIndexOf('?'));
    await importText(text);
    expect(await stored()).toEqual([{ title: 'Été à Angoulême \ufffd' }]);
  });

  test('loses the marks that nobody sees', async () => {
    await importText(minimal + minimalRow('\u200bE\u0301te\u0301\u00a0\u202f2\u00ad'));
    expect(await stored()).toEqual([{ title: 'Été 2' }]);
  });

  test('may be compressed', async () => {
    expect(await importText(gzipSync(minimal + minimalRow('Anglais')))).toMatchObject({ inserted: 1 });
  });

  test('compressed and cut short is an error', async () => {
    const compressed = gzipSync(minimal + minimalRow('Anglais'));
    await expect(importText(compressed.subarray(0, -12))).rejects.toEqual(unreadable('abîmé'));
  });

  test('that is empty is an error, and so is a heading alone', async () => {
    await expect(importText('')).rejects.toEqual(unreadable('vide'));
    await expect(importText('\ufeff \n')).rejects.toEqual(unreadable('vide'));
    await expect(importText(minimal)).rejects.toEqual(unreadable('aucune formation'));
    await expect(importText(minimal.trim())).rejects.toEqual(unreadable('aucune formation'));
  });
});

describe('bad rows', () => {
  test('are reported by their line, also after a quoted line break and empty lines, and the rest is kept', async () => {
    const text =
      'siret;nom_of;intitule_formation;points_forts;frais_ttc_tot_max;nombre_heures_total_min\r\n' + // 1
      `${siret};Organisme;Un;"a\r\nb\nc";100;7\r\n` + // 2 to 4
      `${siret};Organisme;;;;\r\n` + // 5
      '\r\n\r\n' +
      `7328293200007;Organisme;Deux;;;\r\n` + // 8
      `${siret};Organisme;Trois;;100000,01;\r\n` + // 9
      `${siret};Organisme;Quatre;;cher;\r\n` + // 10
      `${siret};Organisme;Cinq;"x\r\ny";1,005;\r\n` + // 11 and 12
      `${siret};Organisme;Six\r\n` + // 13
      `${siret};Organisme;Sept;;;;x\r\n` + // 14
      `${siret};;Huit;;;\r\n` + // 15
      `;Organisme;Neuf;;;\r\n` + // 16
      `${siret};Organisme;Dix;;;-3\r\n` + // 17
      `${siret};Organisme;Onze;;100000;0;\r\n` + // 18, a `;` at its end
      `${siret};Organisme;Douze;;99 999,90 €;`; // 19
    const { bad, ...counts } = await importText(text);
    expect(bad).toEqual([
      '5: l’intitulé de la formation manque',
      '8: le SIRET « 7328293200007 » n’a pas 14 chiffres',
      `9: frais_ttc_tot_max : le prix dépasse ${formatEuros(cents(10_000_000))}`,
      '10: frais_ttc_tot_max : « cher » n’est pas un prix',
      '11-12: frais_ttc_tot_max : « 1,005 » n’est pas un prix',
      '13: 3 colonnes au lieu de 6',
      '14: 7 colonnes au lieu de 6 (un point-virgule ou un guillemet de trop ?)',
      '15: le nom de l’organisme manque',
      '16: le SIRET manque',
      '17: nombre_heures_total_min : « -3 » n’est pas un nombre d’heures',
    ]);
    expect(counts).toMatchObject({ read: 13, inserted: 3 });
    expect(await stored('title, price_max_cents')).toEqual([
      { title: 'Douze', price_max_cents: 9_999_990 },
      { title: 'Onze', price_max_cents: 10_000_000 },
      { title: 'Un', price_max_cents: 10_000 },
    ]);
  });

  test('a quote that is not closed costs the rows up to the next quote, and says which', async () => {
    const text =
      minimal +
      `${siret};Organisme;"Un\n` +
      minimalRow('Deux') +
      `${siret};"O ; O";Trois\n` +
      minimalRow('Quatre');
    expect(await importText(text)).toMatchObject({
      inserted: 1,
      bad: ['2-4: 5 colonnes au lieu de 3 (un point-virgule ou un guillemet de trop ?)'],
    });
  });

  test('a quote that is never closed is an error that names its line; what stands before is kept', async () => {
    const text = minimal + minimalRow('Un') + '\n' + `${siret};Organisme;"Deux\n` + minimalRow('Trois');
    await expect(importText(text)).rejects.toEqual(unreadable('à partir de la ligne 4'));
    expect(await stored()).toEqual([{ title: 'Un' }]);
    await expect(importText(text + minimalRow('x').repeat(30_000))).rejects.toEqual(unreadable('la ligne 4'));
  });

  test('a mean price is rounded to the nearest cent, a NUL character is left out', async () => {
    const heading = 'siret;nom_of;intitule_formation;frais_ttc_tot_mean;frais_ttc_tot_min\n';
    const row = (title: string, mean: string) => `${siret};Organisme;${title};${mean};1500.000\n`;
    const text =
      heading + row('Un\0', '0.0049999') + row('Deux', '1234,995') + row('Trois', '99.99499999999999');
    expect(await importText(text)).toMatchObject({ inserted: 3, bad: [] });
    expect(await stored('title, price_mean_cents as mean, price_min_cents as min')).toEqual([
      { title: 'Deux', mean: 123_500, min: 150_000 },
      { title: 'Trois', mean: 9_999, min: 150_000 },
      { title: 'Un', mean: 0, min: 150_000 },
    ]);
  });
});

describe('a JSON array', () => {
  const element = { siret, nom_of: 'Organisme', intitule_formation: 'Anglais', frais_ttc_tot_mean: 1234.1 };

  test('is read like a CSV file, numbers exactly, bad elements by their rank', async () => {
    const json = JSON.stringify([
      element,
      { ...element, intitule_formation: null },
      'x',
      {
        ...element,
        intitule_formation: 'Été',
        siret: Number(siret),
        frais_ttc_tot_mean: 0.29,
        autre: [1, { a: 2 }],
      },
      { ...element, nom_of: { a: 1 } },
    ]);
    expect(await importText(`\ufeff${json}`)).toMatchObject({
      read: 5,
      inserted: 2,
      bad: [
        '2: l’intitulé de la formation manque',
        '3: ce n’est pas un objet',
        '5: la valeur de nom_of n’est ni un texte ni un nombre',
      ],
    });
    expect(await stored('title, price_mean_cents')).toEqual([
      { title: 'Anglais', price_mean_cents: 123_410 },
      { title: 'Été', price_mean_cents: 29 },
    ]);
  });

  test('that is empty is an error; so is a broken one, and most of what stands before is kept', async () => {
    await expect(importText('[]')).rejects.toEqual(unreadable('aucune formation'));
    const many = Array.from({ length: 5_000 }, (_, n) =>
      JSON.stringify({ ...element, intitule_formation: `T${n}` }),
    );
    await expect(importText(`[${many.join()}, {"siret": `, 500)).rejects.toEqual(
      unreadable('peu après l’élément'),
    );
    await expect(importText(`[${many.join()} oups`, 500)).rejects.toEqual(unreadable('peu après l’élément'));
    expect((await stored()).length).toBeGreaterThan(1_000);
    await expect(importText(JSON.stringify(element))).rejects.toEqual(unreadable('tableau'));
  });
});
