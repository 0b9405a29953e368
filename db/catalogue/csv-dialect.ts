/** How a CSV file is written, told from its start. */
export interface CsvDialect {
  delimiter: CsvDelimiter;
  /** How its lines end; old Macs write `\r` alone. */
  lineBreaks: readonly string[];
  /** Lines before the heading: « sep=; », by which a spreadsheet remembers its delimiter. */
  linesBefore: 0 | 1;
}

/** What separates columns, as a reader knows it. */
export const csvDelimiters = { ';': 'points-virgules', ',': 'virgules', '\t': 'tabulations' } as const;

/** One of those. */
export type CsvDelimiter = keyof typeof csvDelimiters;

const hint = /^"?sep=([;,\t])"?(\r\n|\r|\n)/i;
const heading = /^(?:\s*[\r\n])*((?:"[^"]*"|[^"\r\n])*)(\r\n|\r|\n|$)/;

/** Tells a dialect from the start of a text, without its byte order mark: from a « sep= », else from its first line. */
export function csvDialectOf(start: string): CsvDialect {
  const [whole = '', told] = hint.exec(start) ?? [];
  const [, titles = '', lineBreak = '\n'] = heading.exec(start.slice(whole.length)) ?? [];
  const counted = (Object.keys(csvDelimiters) as CsvDelimiter[]).map(
    (delimiter) => [delimiter, titles.split(delimiter).length] as const,
  );
  const [likeliest] = counted.reduce((best, other) => (other[1] > best[1] ? other : best));
  return {
    delimiter: (told as CsvDelimiter | undefined) ?? likeliest,
    lineBreaks: lineBreak === '\r' ? ['\r'] : ['\r\n', '\n'],
    linesBefore: whole === '' ? 0 : 1,
  };
}
