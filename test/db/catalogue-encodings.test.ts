import { describe, expect, test } from '@jest/globals';
import { detectEncoding } from '../../db/catalogue/encoding.ts';
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

/** Mac Roman, as `TextDecoder` reads it. */
function inMacRoman(text: string): Buffer {
  const decoder = new TextDecoder('macintosh');
  const bytes = new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]),
  );
  return Buffer.from([...text].map((letter) => bytes.get(letter) ?? 0x3f));
}

describe('a file', () => {
  test.each([
    ['windows-1252', (text: string) => Buffer.from(text.replaceAll('’', '\x92'), 'latin1'), 'windows-1252'],
    ['Mac Roman', (text: string) => inMacRoman(text), 'macintosh'],
    ['UTF-16 with a mark', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le'],
    ['UTF-16 without one', (text: string) => Buffer.from(text, 'utf16le'), 'utf-16le'],
    [
      'UTF-16 the other way round',
      (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(),
      'utf-16be',
    ],
    ['the same without a mark', (text: string) => Buffer.from(text, 'utf16le').swap16(), 'utf-16be'],
    ['UTF-8', (text: string) => Buffer.from(text), 'utf-8'],
  ])('in %s is told from its bytes, whatever its lines end with', async (_, encode, encoding) => {
    const title = 'Être à l’aise à l’oral : Élèves « débutants », çà et là';
    for (const lineBreak of ['\r', '\n', '\r\n']) {
      const text = (minimal + minimalRow(title) + minimalRow('Deux')).replaceAll('\n', lineBreak);
      const { inserted, updated, unchanged, read } = await importText(encode(text));
      expect([encoding, detectEncoding(encode(text)), read, inserted + updated + unchanged]).toEqual([
        ...[encoding, encoding, 2, 2],
      ]);
      expect(await stored()).toEqual([{ title: 'Deux' }, { title }]);
    }
  });

  test.each([
    ['UTF-32', Buffer.from('fffe000073000000', 'hex'), 'UTF-32'],
    [
      'the code page of MS-DOS',
      Buffer.from(`${minimal}${minimalRow('Pr\x82parer l\x27\x82t\x82, m\x8ame \x85 c\x93t\x82')}`, 'latin1'),
      '850',
    ],
    ['a workbook', Buffer.from('504b03040a00', 'hex'), 'classeur'],
    ['an old workbook', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'xls'],
    ['a page', Buffer.from('<!doctype html>'), 'page web'],
    ['Parquet', Buffer.from('PAR1'), 'Parquet'],
  ])('in %s is refused by its name', async (_, content, name) => {
    await expect(importText(content)).rejects.toEqual(unreadable(name));
  });

  test.each([
    ['sep=;\r\n', ';', 2],
    ['\ufeffsep=,\r\n', ',', 2],
    ['"sep=;"\r', ';', 2],
    ['', ',', 1],
    ['', '\t', 1],
  ])('may begin with %j and have its columns apart by %j', async (before, delimiter, line) => {
    const lineBreak = before.endsWith('\r') ? '\r' : '\n';
    const rows = (minimal + minimalRow('Été') + `${siret};Organisme;\n`)
      .replaceAll(';', delimiter)
      .replaceAll('\n', lineBreak);
    expect(await importText(before + rows)).toMatchObject({
      inserted: 1,
      bad: [`${line + 2}: l’intitulé de la formation manque`],
    });
  });

  test('of an old Mac has its lines counted as an editor does, a break within quotes included', async () => {
    const text = `siret;nom_of;points_forts;intitule_formation\r${siret};O;"a\rb";Un\r\r${siret};O;;\r`;
    expect(await importText(text)).toMatchObject({
      inserted: 1,
      bad: ['5: l’intitulé de la formation manque'],
    });
    expect(await stored('title, highlights')).toEqual([{ title: 'Un', highlights: 'a\nb' }]);
  });
});
