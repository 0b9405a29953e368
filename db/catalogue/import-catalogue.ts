import type { EntityManager } from '@mikro-orm/postgresql';
import { DomainError } from '../../domain/errors.ts';
import { queries as queriesOf } from '../database.ts';
import { OrganisationRegister } from './organisation-register.ts';
import { type CatalogueTraining, readTraining } from './read-training.ts';
import type { RowPlace, SourceRow } from './source-row.ts';
import { type KeyedTraining, TrainingKeys } from './training-key.ts';
import { type WriteCounts, writeTrainings } from './write-trainings.ts';

/** What became of the rows of a file. */
export interface ImportCounts extends WriteCounts {
  /** Rows read, bad ones included. */
  read: number;
  /** Rows that say exactly the same as an earlier row of the file. */
  duplicate: number;
  bad: number;
}

/** A row that was left out, and why, in French. */
export interface BadRow extends RowPlace {
  reason: string;
}

/** What the caller may follow, and how many rows go into one statement. */
export interface ImportOptions {
  onBadRow?: (row: BadRow) => void;
  onTraining?: (training: CatalogueTraining) => void;
  onProgress?: (counts: ImportCounts) => void;
  batchSize?: number;
}

/**
 * Imports the rows of a catalogue: bad ones are reported and left out, each batch is one transaction, and importing the same
 * file again changes nothing. What stands in the database and not in the file stays: dossiers may name it.
 * Throws what reading the rows throws; batches written before that stay. Throws `unreadable_catalogue` when there is no row at all.
 */
export async function importCatalogue(
  em: EntityManager,
  rows: AsyncIterable<SourceRow>,
  { onBadRow, onTraining, onProgress, batchSize = 2_000 }: ImportOptions = {},
): Promise<ImportCounts> {
  const counts: ImportCounts = { read: 0, inserted: 0, updated: 0, unchanged: 0, duplicate: 0, bad: 0 };
  const keys = new TrainingKeys();
  const writer = new BatchWriter(em, counts);
  let batch: KeyedTraining[] = [];
  try {
    for await (const row of rows) {
      counts.read += 1;
      const result = readRow(row);
      if ('reason' in result) {
        counts.bad += 1;
        onBadRow?.(result);
        continue;
      }
      onTraining?.(result);
      const keyed = keys.assign(result);
      if (keyed === null) counts.duplicate += 1;
      else batch.push(keyed);
      if (batch.length < batchSize) continue;
      await writer.write(batch);
      batch = [];
      onProgress?.(counts);
    }
  } finally {
    // Also when the file breaks off: what was read before is good.
    await writer.write(batch);
    await writer.finish();
  }
  onProgress?.(counts);
  if (counts.read === 0) {
    throw new DomainError(
      'unreadable_catalogue',
      'Ce fichier ne contient aucune formation : rien n’a été lu.',
    );
  }
  return counts;
}

function readRow(row: SourceRow): CatalogueTraining | BadRow {
  const { unit, first, last } = row;
  if ('problem' in row) return { unit, first, last, reason: row.problem };
  try {
    return readTraining(row.values);
  } catch (error) {
    if (error instanceof DomainError) return { unit, first, last, reason: error.message };
    throw error;
  }
}

/** Writes one batch while the next is read: never more than two in memory. */
class BatchWriter {
  readonly #em: EntityManager;
  readonly #counts: WriteCounts;
  readonly #organisations = new OrganisationRegister();
  #writing: Promise<unknown> = Promise.resolve();

  constructor(em: EntityManager, counts: WriteCounts) {
    this.#em = em;
    this.#counts = counts;
  }

  /** Starts to write once the batch before is written; throws what that one met. */
  async write(batch: readonly KeyedTraining[]): Promise<void> {
    await this.finish();
    if (batch.length === 0) return;
    this.#writing = this.#store(batch);
    // Its failure is thrown by the next call, and must not count as unhandled until then.
    this.#writing.catch(() => undefined);
  }

  async finish(): Promise<void> {
    await this.#writing;
  }

  async #store(batch: readonly KeyedTraining[]): Promise<void> {
    const written = await this.#em.transactional(async (transaction) => {
      const queries = queriesOf(transaction);
      const ids = await this.#organisations.idsOf(
        queries,
        batch.map(({ training }) => training),
      );
      return await writeTrainings(queries, batch, ids);
    });
    this.#counts.inserted += written.inserted;
    this.#counts.updated += written.updated;
    this.#counts.unchanged += written.unchanged;
  }
}
