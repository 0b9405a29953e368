/** Marks that nobody sees and that change no word: byte order marks, directions, soft hyphens, fillers, zero-width spaces. */
const invisible = /(?!\u200c|\u200d|[\ufe00-\ufe0f])\p{Default_Ignorable_Code_Point}/gu;
/** Joiners shape Persian or Hindi words and emoji; after anything else they came with a copy. */
const strayJoiners = /(?<=^|[\p{Script=Latin}\p{Nd}\s\p{P}])[\u200c\u200d]+/gu;
const lineBreaks = /\r\n?|[\u0085\u2028\u2029]/g;

const singleQuotes = /[`´‘’‚‛′‵ʹʻʼʽˈˊˋ\uff07]/g;
const doubleQuotes = /[«»“”„‟″‶〝〞\uff02]/g;
const dashes = /[‐‑‒–—―−⁃﹘﹣\uff0d]/g;
const variants = /[\ufe00-\ufe0f]/g;

/** Text that is in its form already, as nearly all is: looked at once, whatever its length. */
const plain = /^[\n\t\x20-\x7e\u00a0-\u00ac\u00ae-\u017f’«»–]*$/;

/** What must not be kept: halves of characters, and controls that are no line break or tab. */
const unreadable = /\p{Cs}|(?![\n\r\t])\p{Cc}/u;

/**
 * Puts any typed or pasted text into one form, so that what looks the same is the same: accents composed, line breaks `\n`, letters
 * of other widths and ligatures as plain letters, invisible marks gone. What a reader sees stays, quotes and no-break spaces too.
 */
export function typedText(input: string): string {
  if (plain.test(input)) return input;
  return input
    .normalize('NFC')
    .replace(lineBreaks, '\n')
    .replace(/[\ufb00-\ufb06\uff01-\uff5e]/g, (letter) => letter.normalize('NFKC'))
    .replace(invisible, '')
    .replace(strayJoiners, '');
}

/** The same for one line, trimmed: any run of spaces, tabs and line breaks is one space. */
export function typedLine(input: string): string {
  return typedText(input).trim().replace(/\s+/g, ' ');
}

/** One line of an address or an identifier in the characters of a keyboard: quotes and dashes of every kind are `'`, `"` and `-`. */
export function keyboardLine(input: string): string {
  return typedLine(input)
    .replace(variants, '')
    .replace(/«\s+/g, '«')
    .replace(/\s+»/g, '»')
    .replace(doubleQuotes, '"')
    .replace(singleQuotes, "'")
    .replace(dashes, '-')
    .replace(/…/g, '...')
    .replace(/º/g, '°');
}

/** A number or a code as its bare characters: without spaces, dots, dashes, slashes and brackets, digits of any script as 0 to 9. */
export function typedCode(input: string): string {
  return keyboardLine(input)
    .normalize('NFKC')
    .replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf))
    .replace(/[\s.,\-/()']/g, '');
}

/** The first character of a text that cannot be kept, as `shownCharacter` shows it; null where there is none. */
export function unreadableCharacter(text: string): string | null {
  return shownCharacter(unreadable.exec(text)?.[0]);
}

/** The first character of a text that is not among those allowed, as `shownCharacter` shows it; null where there is none. */
export function strangeCharacter(text: string, allowed: RegExp): string | null {
  return shownCharacter([...text].find((character) => !allowed.test(character)));
}

/** A character as a person can be told of it: itself, or its name in Unicode (`U+0007`) where nobody would see it. */
function shownCharacter(character: string | undefined): string | null {
  if (character === undefined) return null;
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(character) ? character : codePointName(character);
}

function codePointName(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
