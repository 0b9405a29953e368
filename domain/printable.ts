/** What the standard fonts of PDF can write (Windows-1252), beside the letters below 256. */
const otherLetters = /[€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]/;

/** Keeps a text to what the standard fonts of PDF have glyphs for: narrow spaces become no-break ones, other letters `?`. */
export function printable(text: string): string {
  const plain = text.replace(/[\u202f\u2009]/g, '\u00a0').normalize('NFC');
  return [...plain].map((letter) => (isPrintable(letter) ? letter : '?')).join('');
}

function isPrintable(letter: string): boolean {
  const code = letter.codePointAt(0) ?? 0;
  if (letter === '\n' || (code >= 0x20 && code < 0x7f)) return true;
  return (code > 0x9f && code < 0x100) || otherLetters.test(letter);
}
