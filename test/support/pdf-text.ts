import { inflateSync } from 'node:zlib';

/** The text that a PDF of pdfkit shows in its standard fonts, one shown line after another. */
export function pdfText(pdf: Buffer): string {
  return contentsOf(pdf)
    .flatMap((content) => [...content.matchAll(/\[(.*?)\] TJ/g)].map(([, pieces = '']) => lineOf(pieces)))
    .join('\n');
}

function contentsOf(pdf: Buffer): string[] {
  const contents: string[] = [];
  let at = pdf.indexOf('stream\n');
  while (at !== -1) {
    const end = pdf.indexOf('endstream', at);
    contents.push(inflated(pdf.subarray(at + 'stream\n'.length, end)));
    at = pdf.indexOf('stream\n', end + 'endstream\n'.length);
  }
  return contents;
}

function inflated(bytes: Buffer): string {
  try {
    return inflateSync(bytes).toString('latin1');
  } catch {
    // Not every stream of a PDF is compressed; those that hold text are.
    return '';
  }
}

function lineOf(pieces: string): string {
  const bytes = [...pieces.matchAll(/<([0-9a-f]+)>/g)].map(([, hex = '']) => Buffer.from(hex, 'hex'));
  return new TextDecoder('windows-1252').decode(Buffer.concat(bytes));
}
