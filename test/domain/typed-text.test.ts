import { describe, expect, test } from '@jest/globals';
import { parseBirthName } from '../../domain/account/birth-name.ts';
import { parseEmailAddress, typedEmail } from '../../domain/account/email-address.ts';
import { parsePhoneNumber } from '../../domain/account/phone-number.ts';
import {
  parseCity,
  parseComplement,
  parsePostcode,
  parseStreet,
} from '../../domain/account/postal-address.ts';
import { parseNir } from '../../domain/identity/nir.ts';
import { parseSiret } from '../../domain/identity/siret.ts';
import { parseEuros } from '../../domain/money.ts';
import {
  keyboardLine,
  typedCode,
  typedLine,
  typedText,
  unreadableCharacter,
} from '../../domain/typed-text.ts';

/** What a pasted word may carry unseen: marks of direction, of order of bytes, of width, of hyphenation, and fillers. */
const unseen = [
  ...['\u00ad', '\u034f', '\u061c', '\u115f', '\u180e', '\u200b', '\u200c', '\u200d', '\u200e', '\u200f'],
  ...['\u202a', '\u202b', '\u202c', '\u202d', '\u202e', '\u2060', '\u2063', '\u2066', '\u2067', '\u2068'],
  ...['\u2069', '\u206a', '\u3164', '\ufeff', '\uffa0', '\u{e0041}'],
];
const spaces = ['\u00a0', '\u2002', '\u2007', '\u2009', '\u200a', '\u202f', '\u205f', '\u3000', '\t', '\r\n'];
const apostrophes = [
  ...[
    "'",
    '\u2018',
    '\u2019',
    '\u201a',
    '\u201b',
    '\u2032',
    '\u2035',
    '\u02b9',
    '\u02bb',
    '\u02bc',
    '\u02bd',
  ],
  ...['\u02c8', '\u0060', '\u00b4', '\uff07'],
];
const hyphens = [
  ...[
    '-',
    '\u2010',
    '\u2011',
    '\u2012',
    '\u2013',
    '\u2014',
    '\u2015',
    '\u2043',
    '\u2212',
    '\ufe63',
    '\uff0d',
  ],
];
const shown = (character: string) =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
const each = (characters: readonly string[]) => characters.map((character) => [shown(character), character]);

describe('every mark that nobody sees', () => {
  test.each(each(unseen))('%s goes out of texts, names, addresses, numbers and codes', (_, mark) => {
    expect(typedText(`${mark}Bon${mark}jour${mark}`)).toBe('Bonjour');
    expect(parseBirthName(`${mark}Le${mark} Goff${mark}`)).toBe('Le Goff');
    expect(parseStreet(`12${mark}, rue Haute`)).toBe('12, rue Haute');
    expect(parsePhoneNumber(`${mark}06 12${mark} 34 56 78${mark}`)).toBe('+33612345678');
    expect(parseNir(`${mark}1 85 05 78 006${mark} 084 91${mark}`)).toBe('185057800608491');
    expect(parseEmailAddress(`${mark}jeanne@${mark}exemple.fr${mark}`)).toBe('jeanne@exemple.fr');
    expect(typedCode(`${mark}123${mark} 456`)).toBe('123456');
    expect(parsePostcode(`69${mark}003`).postcode).toBe('69003');
  });
});

describe('every space', () => {
  test.each(each(spaces))('%s is a space of a line, and nothing in a number', (_, space) => {
    expect(typedLine(`${space}Le${space}${space}Goff${space}`)).toBe('Le Goff');
    expect(parseCity(`Le${space}Mans`)).toBe('Le Mans');
    expect(parsePhoneNumber(`06${space}12${space}34${space}56${space}78`)).toBe('+33612345678');
    expect(parseNir(`1${space}85${space}05 78 006 084 91`)).toBe('185057800608491');
    expect(parseSiret(`732${space}829 320 00074`)).toBe('73282932000074');
    expect(parseEuros(`1${space}234,50`)).toBe(123_450);
  });
});

describe('every apostrophe and every hyphen', () => {
  test.each(each(apostrophes))('%s is an apostrophe', (_, apostrophe) => {
    expect(parseBirthName(`N${apostrophe}Guyen`)).toBe("N'Guyen");
    expect(parseBirthName(`${apostrophe}T HART`)).toBe("'T HART");
    expect(parseStreet(`3, rue de l${apostrophe}Église`)).toBe("3, rue de l'Église");
    expect(parseCity(`L${apostrophe}Haÿ`)).toBe("L'Haÿ");
    expect(parseEmailAddress(`o${apostrophe}neill@exemple.ie`)).toBe("o'neill@exemple.ie");
  });

  test.each(each(hyphens))('%s is a hyphen', (_, hyphen) => {
    expect(parseBirthName(`Martin${hyphen}Dupré`)).toBe('Martin-Dupré');
    expect(parseStreet(`3 ${hyphen} 5, rue Haute`)).toBe('3 - 5, rue Haute');
    expect(parsePhoneNumber(`06${hyphen}12${hyphen}34${hyphen}56${hyphen}78`)).toBe('+33612345678');
    expect(typedCode(`123${hyphen}456`)).toBe('123456');
    expect(parseEmailAddress(`jean${hyphen}luc@exemple.fr`)).toBe('jean-luc@exemple.fr');
  });
});

test.each([
  ['accents beside their letters', 'E\u0301mile', 'Émile'],
  ['ligatures of a PDF', 'Griﬃn', 'Griffin'],
  ['letters of Japanese width', 'Ｄｕｐｏｎｔ', 'Dupont'],
  ['a name in Catalan', 'Gal·la', 'Gal·la'],
  ['a full stop at its end', 'Martin Jr.', 'Martin Jr.'],
  ['a name in Arabic', 'بن علي', 'بن علي'],
])('a birth name with %s is read', (_, typed, name) => {
  expect(parseBirthName(typed)).toBe(name);
});

test('quotes, dashes and dots of an address are those of a keyboard', () => {
  expect(parseStreet('12 bis, résidence «\u202fLe Clos\u202f» – bât. “B”')).toBe(
    '12 bis, résidence "Le Clos" - bât. "B"',
  );
  expect(parseComplement('chez M. ‘Durand’… 2º étage')).toBe("chez M. 'Durand'... 2° étage");
  expect(keyboardLine('❤\ufe0f')).toBe('❤');
});

test('a text of several lines keeps what a reader sees', () => {
  expect(typedText('« Été »\u202f!\r\nSuite\u2028Fin 👩\u200d💻 می\u200cخواهم')).toBe(
    '« Été »\u202f!\nSuite\nFin 👩\u200d💻 می\u200cخواهم',
  );
});

test('a code may be typed in the digits of another keyboard', () => {
  expect(typedCode('١٢٣ ٤٥٦')).toBe('123456');
  expect(typedCode('۱۲۳-۴۵۶')).toBe('123456');
  expect(typedCode('１２３４５６')).toBe('123456');
});

test('an address is read out of a link', () => {
  expect(typedEmail(' mailto:Jeanne@exemple.fr ')).toBe('Jeanne@exemple.fr');
});

describe('what is no part of a name, a line or an address is named', () => {
  const told = (words: string) =>
    expect.objectContaining({ message: expect.stringContaining(words) as unknown });

  test.each([
    ['Dupont2', '« 2 »'],
    ['Dup@nt', '« @ »'],
    ['Du\u0007pont', '« U+0007 »'],
    ['Dupont ☃', '« ☃ »'],
    ['', 'Indiquez votre nom de naissance'],
    ["'-'", 'Indiquez votre nom de naissance'],
    ['a'.repeat(101), '100 caractères'],
  ])('of the birth name %j: %s', (typed, words) => {
    expect(() => parseBirthName(typed)).toThrow(told(words));
  });

  test('of an address of mail or post', () => {
    expect(() => parseEmailAddress('jéanne@exemple.fr')).toThrow(told('« é »'));
    expect(() => parseEmailAddress('jean ne@exemple.fr')).toThrow(told('« U+0020 »'));
    expect(() => parseStreet('12 rue <b>')).toThrow(told('« < »'));
    expect(() => parseCity('Lyon + Oullins')).toThrow(told('« + »'));
    expect(() => parseStreet('x'.repeat(101))).toThrow(told('100 caractères'));
  });

  test('of any text, by its name in Unicode', () => {
    expect(unreadableCharacter('a\u0000')).toBe('U+0000');
    expect(unreadableCharacter('a\ud800')).toBe('U+D800');
    expect(unreadableCharacter('a\u0085')).toBe('U+0085');
    expect(unreadableCharacter('Tout\n\tva bien 👍')).toBeNull();
  });
});
