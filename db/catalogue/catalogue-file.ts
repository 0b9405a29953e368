import { createReadStream, type ReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { DomainError } from '../../domain/errors.ts';
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
  readonly encoding: CatalogueEncoding;
  /** The size on disk. */
  readonly totalBytes: number;
  /** How much of it was read so far. */
  readonly bytesRead: () => number;
  readonly rows: AsyncIterable<SourceRow>;
}

/**
 * Opens a catalogue: CSV or a JSON array, in UTF-8 or windows-1252, compressed by gzip or not, each told from the content.
 * Throws `unreadable_catalogue` for a file that is empty or neither, and the system's error when it cannot be opened.
 */
export async function openCatalogueFile(path: string): Promise<CatalogueFile> {
  const isCompressed = await startsAsGzip(path);
  const sample = await sampleOf(contentOf(openRead(path), isCompressed));
  const encoding = detectEncoding(sample);
  const format = formatOf(new TextDecoder(encoding).decode(sample.subarray(0, chunkSize), { stream: true }));
  const file = openRead(path);
  const text = decoded(contentOf(file, isCompressed), encoding);
  return {
    format,
    encoding,
    totalBytes: (await stat(path)).size,
    bytesRead: () => file.bytesRead,
    rows: format === 'json' ? jsonRows(text) : csvRows(text),
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
