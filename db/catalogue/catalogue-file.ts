import { createReadStream, type ReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { DomainError } from '../../domain/errors.ts';
import { type CsvDialect, csvDialectOf } from './csv-dialect.ts';
import { csvRows } from './csv-rows.ts';
import { type CatalogueEncoding, decoded, detectEncoding } from './encoding.ts';
import { jsonRows } from './json-rows.ts';
import type { SourceRow } from './source-row.ts';

/** Enough to meet an accented letter and the first character that is not a space. */
const sampleSize = 4_000_000;
const chunkSize = 65_536;

/** A catalogue file, ready to be read once from its start, whatever its size. */
export interface CatalogueFile {
  readonly format: 'csv' | 'json';
  /** How it is written; null for JSON. */
  readonly dialect: CsvDialect | null;
  readonly encoding: CatalogueEncoding;
  /** The size on disk. */
  readonly totalBytes: number;
  /** How much of it was read so far. */
  readonly bytesRead: () => number;
  readonly rows: AsyncIterable<SourceRow>;
}

/**
 * Opens a catalogue: CSV or a JSON array, in any of its encodings, compressed by gzip or not, each told from the content. Throws
 * `unreadable_catalogue` for a file that is empty or neither, by the name of what it is where that is known, and the system's error when it cannot be opened.
 */
export async function openCatalogueFile(path: string): Promise<CatalogueFile> {
  const isCompressed = await startsAsGzip(path);
  const sample = await sampleOf(contentOf(openRead(path), isCompressed));
  refuseOtherKinds(sample);
  const encoding = detectEncoding(sample);
  const start = new TextDecoder(encoding).decode(sample.subarray(0, chunkSize), { stream: true });
  const format = formatOf(start);
  const dialect = format === 'csv' ? csvDialectOf(start) : null;
  const file = openRead(path);
  const text = decoded(contentOf(file, isCompressed), encoding);
  return {
    format,
    dialect,
    encoding,
    totalBytes: (await stat(path)).size,
    bytesRead: () => file.bytesRead,
    rows: dialect === null ? jsonRows(text) : csvRows(text, dialect),
  };
}

async function startsAsGzip(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(2) });
    return bytesRead === 2 && buffer.readUInt16BE() === 0x1f8b;
  } finally {
    await file.close();
  }
}

function openRead(path: string): ReadStream {
  return createReadStream(path, { highWaterMark: chunkSize });
}

async function* contentOf(file: ReadStream, isCompressed: boolean): AsyncGenerator<Uint8Array> {
  // A failure to read the file surfaces where the decompressed bytes are read.
  const content = isCompressed ? pipeline(file, createGunzip({ chunkSize }), () => undefined) : file;
  try {
    for await (const chunk of content) yield chunk as Uint8Array;
  } catch (error) {
    throw isDamage(error) ? damaged() : error;
  }
}

async function sampleOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const sample: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    sample.push(chunk);
    size += chunk.length;
    if (size >= sampleSize) break;
  }
  return Buffer.concat(sample);
}

/** Other files by their first bytes, and what to do with them. */
const otherKinds: readonly (readonly [start: Buffer, sentence: string])[] = [
  [
    Buffer.from('PK\x03\x04', 'latin1'),
    'Ce fichier est un classeur (xlsx, ods) ou une archive zip : ouvrez-le, puis enregistrez le catalogue en CSV UTF-8.',
  ],
  [
    Buffer.from('d0cf11e0', 'hex'),
    'Ce fichier est un ancien classeur Excel (xls) : ouvrez-le, puis enregistrez-le en CSV UTF-8.',
  ],
  [
    Buffer.from('PAR1'),
    'Ce fichier est au format Parquet, qui n’est pas lu : téléchargez le catalogue en CSV ou en JSON.',
  ],
  [Buffer.from('%PDF'), 'Ce fichier est un PDF : téléchargez le catalogue en CSV ou en JSON.'],
  [Buffer.from('<'), 'Ce fichier est une page web ou du XML : téléchargez le catalogue en CSV ou en JSON.'],
];

function refuseOtherKinds(sample: Buffer): void {
  const other = otherKinds.find(([start]) => sample.subarray(0, start.length).equals(start));
  if (other !== undefined) throw new DomainError('unreadable_catalogue', other[1]);
}

function formatOf(start: string): 'csv' | 'json' {
  const text = start.trimStart();
  if (text === '') throw new DomainError('unreadable_catalogue', 'Ce fichier est vide.');
  if (text.startsWith('{')) {
    throw new DomainError('unreadable_catalogue', 'Ce fichier JSON doit être un tableau de formations.');
  }
  return text.startsWith('[') ? 'json' : 'csv';
}

function isDamage(error: unknown): boolean {
  return (
    typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('Z_')
  );
}

function damaged(): DomainError {
  return new DomainError(
    'unreadable_catalogue',
    'Ce fichier compressé est abîmé ou incomplet : la suite n’a pas été lue.',
  );
}
