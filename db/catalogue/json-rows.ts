import { pipeline, Readable } from 'node:stream';
import { streamArray } from 'stream-json/streamers/stream-array.js';
import { DomainError } from '../../domain/errors.ts';
import { type CatalogueColumn, columnNamed, valuesFrom } from './columns.ts';
import type { SourceRow } from './source-row.ts';

// Numbers stay as they are written, so that no price goes through a binary fraction.
const options = { numberAsString: true, streamValues: false };

/**
 * Reads the rows of a JSON array of objects, one at a time. Throws `unreadable_catalogue` where the JSON is broken; elements just
 * before that may be lost with it.
 */
export async function* jsonRows(text: AsyncIterable<string>): AsyncGenerator<SourceRow> {
  const elements = streamArray.withParserAsStream(options);
  // Errors of either stream surface where the elements are read.
  pipeline(Readable.from(text), elements, () => undefined);
  let rank = 0;
  try {
    for await (const element of elements) {
      rank += 1;
      const place = { unit: 'element', first: rank, last: rank } as const;
      yield { ...place, ...contentOf((element as { value: unknown }).value) };
    }
  } catch (error) {
    throw isParserError(error) ? brokenAfter(rank) : error;
  }
}

function contentOf(value: unknown) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { problem: 'ce n’est pas un objet' };
  }
  const given = new Map<CatalogueColumn, string>();
  for (const [name, content] of Object.entries(value)) {
    const column = columnNamed(name);
    if (column === undefined || content === null) continue;
    if (typeof content !== 'string')
      return { problem: `la valeur de ${column} n’est ni un texte ni un nombre` };
    given.set(column, content);
  }
  return { values: valuesFrom((column) => given.get(column) ?? '') };
}

// The parser throws plain errors; whatever carries a code comes from reading the file.
function isParserError(error: unknown): boolean {
  return error instanceof Error && !(error instanceof DomainError) && !('code' in error);
}

function brokenAfter(rank: number): DomainError {
  return new DomainError(
    'unreadable_catalogue',
    `Le JSON n’est plus lisible peu après l’élément ${rank} : la suite du fichier n’a pas été lue.`,
    { rank },
  );
}
