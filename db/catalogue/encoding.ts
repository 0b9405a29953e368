import { DomainError } from '../../domain/errors.ts';

/** The encodings in which catalogues come, as a reader knows them. */
export const catalogueEncodings = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 (petit-boutiste)',
  'utf-16be': 'UTF-16 (gros-boutiste)',
  'windows-1252': 'Windows-1252',
  macintosh: 'Mac Roman',
} as const;

/** One of them, as `TextDecoder` names it. */
export type CatalogueEncoding = keyof typeof catalogueEncodings;

const replacement = '\ufffd';
/** UTF-16 has a zero beside every letter of English, and a heading is nothing else. */
const zerosOfUtf16 = 0.3;
const zerosOfOther = 0.05;
const headingSize = 2_000;

/** What French text holds beside the letters of English; a capital is rare, and in one encoding often what another has as a letter. */
const letters = 'éèêëàâäçîïôöùûüœæ’«»°–…€';
const capitals = 'ÉÈÊËÀÂÇÎÏÔÙÛÜŒ';
const capitalWeight = 0.1;
/** The same letters in the code page of MS-DOS, which `TextDecoder` does not know. */
const inMsDos: Readonly<Record<number, string>> = {
  ...{ 0x82: 'é', 0x8a: 'è', 0x88: 'ê', 0x89: 'ë', 0x85: 'à', 0x83: 'â', 0x84: 'ä', 0x87: 'ç', 0x8c: 'î' },
  ...{ 0x8b: 'ï', 0x93: 'ô', 0x94: 'ö', 0x97: 'ù', 0x96: 'û', 0x81: 'ü', 0x90: 'É', 0xd4: 'È', 0xb7: 'À' },
  ...{ 0x80: 'Ç', 0xf8: '°', 0xae: '«', 0xaf: '»', 0x91: 'æ' },
};

/**
 * Tells in which encoding a text is, from its first bytes: its byte order mark, the zeros of UTF-16, or else whether its accented
 * letters are those of French. A few damaged characters in a UTF-8 file do not change the answer. Throws `unreadable_catalogue`,
 * with its name, for one that cannot be read.
 */
export function detectEncoding(sample: Uint8Array): CatalogueEncoding {
  return ofMark(sample) ?? ofZeros(sample) ?? (isUtf8(sample) ? 'utf-8' : ofOneByte(sample));
}

/** Decodes bytes as they come, characters cut between two chunks and a byte order mark included. */
export async function* decoded(
  chunks: AsyncIterable<Uint8Array>,
  encoding: CatalogueEncoding,
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of chunks) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}

function ofMark(sample: Uint8Array): CatalogueEncoding | null {
  const start = Buffer.from(sample.subarray(0, 4)).toString('hex');
  if (start === 'fffe0000' || start === '0000feff') throw refused('UTF-32');
  if (start.startsWith('fffe')) return 'utf-16le';
  if (start.startsWith('feff')) return 'utf-16be';
  return start.startsWith('efbbbf') ? 'utf-8' : null;
}

function ofZeros(sample: Uint8Array): CatalogueEncoding | null {
  const heading = sample.subarray(0, headingSize);
  const zeros = [0, 1].map(
    (offset) =>
      heading.filter((byte, index) => index % 2 === offset && byte === 0).length / (heading.length / 2),
  );
  const [even = 0, odd = 0] = zeros;
  if (odd > zerosOfUtf16 && even < zerosOfOther) return 'utf-16le';
  return even > zerosOfUtf16 && odd < zerosOfOther ? 'utf-16be' : null;
}

/**
 * In UTF-8 each accented letter takes two bytes or more, so that decoding shortens the text; bytes that are not UTF-8 each become a
 * replacement character.
 */
function isUtf8(sample: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(sample, { stream: true });
  const shortenedBy = sample.length - text.length;
  const unreadable = text.split(replacement).length - 1;
  return unreadable <= shortenedBy;
}

function ofOneByte(sample: Uint8Array): CatalogueEncoding {
  const counts = new Map<number, number>();
  for (const byte of sample) if (byte > 0x7f) counts.set(byte, (counts.get(byte) ?? 0) + 1);
  const score = (letterOf: (byte: number) => string | undefined): number =>
    [...counts].reduce((total, [byte, count]) => total + count * weightOf(letterOf(byte)), 0);
  const by = (encoding: CatalogueEncoding) => {
    const decoder = new TextDecoder(encoding);
    return score((byte) => decoder.decode(Uint8Array.of(byte)));
  };
  const [windows, mac, msDos] = [by('windows-1252'), by('macintosh'), score((byte) => inMsDos[byte])];
  if (msDos > windows && msDos > mac) throw refused('page de codes 850 (MS-DOS)');
  return mac > windows ? 'macintosh' : 'windows-1252';
}

function weightOf(letter: string | undefined): number {
  if (letter === undefined) return 0;
  return letters.includes(letter) ? 1 : capitals.includes(letter) ? capitalWeight : 0;
}

function refused(name: string): DomainError {
  return new DomainError(
    'unreadable_catalogue',
    `Ce fichier est en ${name}, qui n’est pas lu : enregistrez-le en UTF-8, puis recommencez.`,
  );
}
