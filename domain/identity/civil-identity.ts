import type { Nir } from './nir.ts';

/** What an identity provider vouches for and a social security number tells too. */
export interface CivilIdentity {
  birthName: string;
  /** `YYYY-MM-DD`; month and day are 00 for people whose birth date is presumed. */
  birthdate: string;
  gender: 'female' | 'male';
}

/**
 * Tells whether a social security number can be that of a person: sex (first digit), year and month of birth (INSEE). The month
 * counts only where both tell it: numbers of people whose month is unknown have 20 or more there.
 */
export function nirFits(
  nir: Nir,
  { birthdate, gender }: Pick<CivilIdentity, 'birthdate' | 'gender'>,
): boolean {
  const [, yearOfNir, monthOfNir] = /^.(\d{2})(\d{2})/.exec(nir) ?? [];
  // Odd for men: 1, or 3 and 7 for numbers that are not final.
  const isMale = /^[137]/.test(nir);
  const [year = '', month = ''] = birthdate.split('-');
  const monthIsTold = month !== '00' && Number(monthOfNir) >= 1 && Number(monthOfNir) <= 12;
  const sameSex = isMale === (gender === 'male');
  return sameSex && year.slice(2) === yearOfNir && (!monthIsTold || month === monthOfNir);
}

/** Where somebody was born, by INSEE's codes of towns and countries; a town is empty for people born abroad. */
export interface Birthplace {
  birthplace: string;
  birthcountry: string;
}

/**
 * Tells whether a social security number says of its person that they were born there: department and town, or country (digits 6
 * to 10, INSEE). A number keeps the code that the place had then: one that has another since does not fit.
 */
export function bornAt(nir: Nir, { birthplace, birthcountry }: Birthplace): boolean {
  const place = birthplace === '' ? birthcountry : birthplace;
  return place !== '' && nir.slice(5, 10) === place;
}

/** Letters that are no accented form of another, as documents write them in A to Z (ICAO, Doc 9303, part 3, section 6). */
const plainLetters: Readonly<Record<string, string>> = {
  Æ: 'AE',
  Ð: 'D',
  Đ: 'D',
  Ħ: 'H',
  Ł: 'L',
  Ŋ: 'N',
  Œ: 'OE',
  Ø: 'O',
  Þ: 'TH',
  Ŧ: 'T',
  ẞ: 'SS',
  Ə: 'A',
};
/** Letters that the same table lets be written as two. */
const longLetters: Readonly<Record<string, string>> = { Ä: 'AE', Å: 'AA', Ö: 'OE', Ø: 'OE', Ü: 'UE' };

/**
 * Tells whether two birth names are one, however they are written: « D’Étienne » and « D ETIENNE », « Łukasz » and « LUKASZ »,
 * « Müller » and « MUELLER ».
 */
export function isSameBirthName(one: string, other: string): boolean {
  const others = spellings(other);
  return spellings(one).some((spelling) => spelling !== '' && others.includes(spelling));
}

/** A name in bare capitals: its accents left out, and with the letters that may be written as two. */
function spellings(name: string): string[] {
  const upper = name.normalize('NFC').toUpperCase();
  return [bare(upper), bare(upper.replace(/[ÄÅÖØÜ]/g, (letter) => longLetters[letter] ?? letter))];
}

function bare(upper: string): string {
  return upper
    .normalize('NFKD')
    .replace(/./gu, (letter) => plainLetters[letter] ?? letter)
    .replace(/[^\p{Letter}]|\p{Modifier_Letter}/gu, '');
}
