import { CsvError, type Parser, parse } from 'csv-parse';
import { DomainError } from '../../domain/errors.ts';
import type { CsvDialect } from './csv-dialect.ts';
import { type CatalogueColumn, placesOf, valuesFrom } from './columns.ts';
import type { SourceRow } from './source-row.ts';

/** A record beyond this is no training but a quote that nobody closed; reading on would fill the memory. */
const longestRecord = 1_000_000;

const options = {
  relax_quotes: true,
  relax_column_count: true,
  skip_empty_lines: true,
  max_record_size: longestRecord,
};

/**
 * Reads the rows of a CSV file, its first line naming the columns. A row with too few or too many columns is a
 * problem of its own. Throws `unreadable_catalogue` when a needed column is missing, or when a quote is never closed.
 */
export async function* csvRows(
  text: AsyncIterable<string>,
  { delimiter, lineBreaks, linesBefore }: CsvDialect,
): AsyncGenerator<SourceRow> {
  const lines = new LineCounter(1 + linesBefore, lineBreaks.at(-1) ?? '\n');
  let ready: SourceRow[] = [];
  let header: Header | undefined;
  const parser = parse({
    ...options,
    delimiter,
    // Given rather than guessed: a file may mix them.
    record_delimiter: [...lineBreaks],
    from_line: 1 + linesBefore,
    // Taken here rather than from the stream, which drops what is not yet read when the text goes wrong further on.
    on_record: (record: string[], info) => {
      const place = lines.placeOf(record, info.empty_lines);
      if (header === undefined) header = { width: record.length, places: placesOf(record) };
      else ready.push({ unit: 'line', ...place, ...contentOf(record, header) });
      return null;
    },
  });
  for await (const failure of feed(parser, text)) {
    yield* ready;
    ready = [];
    if (failure !== null)
      throw failure instanceof CsvError
        ? unclosedQuote(lines.start(Number(failure['empty_lines'])))
        : failure;
  }
}

interface Header {
  width: number;
  places: ReadonlyMap<CatalogueColumn, number>;
}

/** Gives the parser the text, piece by piece, and tells after each what went wrong with it: an error, or null. */
async function* feed(parser: Parser, text: AsyncIterable<string>): AsyncGenerator<Error | null> {
  // Each error comes through the promises below; unheard, the event would end the process.
  parser.on('error', () => undefined).resume();
  for await (const piece of text) {
    yield await new Promise((resolve) => parser.write(piece, (error) => resolve(error ?? null)));
  }
  yield await new Promise((resolve) => {
    parser
      .once('error', resolve)
      .once('end', () => resolve(null))
      .end();
  });
}

function contentOf(record: readonly string[], { width, places }: Header) {
  if (record.length < width) return { problem: `${record.length} colonnes au lieu de ${width}` };
  // A `;` at the end of every line is common and harmless.
  if (record.slice(width).some((value) => value.trim() !== '')) {
    return {
      problem: `${record.length} colonnes au lieu de ${width} (un point-virgule ou un guillemet de trop ?)`,
    };
  }
  return { values: valuesFrom((column) => record[places.get(column) ?? -1] ?? '') };
}

/** Counts the lines of the file as an editor does; the parser's own count takes `\r\n` within quotes for two. */
class LineCounter {
  readonly #lineBreak: string;
  #next: number;
  #emptyLines = 0;

  constructor(first: number, lineBreak: string) {
    this.#next = first;
    this.#lineBreak = lineBreak;
  }

  /** The line on which a record starts, when so many empty lines were met so far. */
  start(emptyLines: number): number {
    return this.#next + emptyLines - this.#emptyLines;
  }

  placeOf(record: readonly string[], emptyLines: number): { first: number; last: number } {
    const first = this.start(emptyLines);
    const last = first + record.reduce((total, value) => total + value.split(this.#lineBreak).length - 1, 0);
    this.#next = last + 1;
    this.#emptyLines = emptyLines;
    return { first, last };
  }
}

// With the quotes relaxed, the parser gives up for nothing else.
function unclosedQuote(line: number): DomainError {
  return new DomainError(
    'unreadable_catalogue',
    `Un guillemet ouvert à partir de la ligne ${line} n’est jamais refermé : la suite du fichier n’a pas été lue.`,
    { line },
  );
}
