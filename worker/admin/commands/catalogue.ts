import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type CatalogueFile, openCatalogueFile } from '../../../db/catalogue/catalogue-file.ts';
import { type ImportCounts, importCatalogue } from '../../../db/catalogue/import-catalogue.ts';
import { csvDelimiters } from '../../../db/catalogue/csv-dialect.ts';
import { catalogueEncodings } from '../../../db/catalogue/encoding.ts';
import { BadRows } from '../bad-rows.ts';
import { startProgress } from '../import-progress.ts';
import type { AdminIo } from '../io.ts';
import { AdminProblem } from '../problem.ts';
import { withDatabase } from '../settings.ts';

const sampleTitles = 3;

/** Adds `catalogue import`. */
export function addCatalogueCommands(program: Command, io: AdminIo): void {
  const catalogue = program.command('catalogue').description('catalogue des formations');
  catalogue
    .command('import')
    .description(
      'importe le catalogue public (CSV ou tableau JSON, compressé par gzip ou non, encodage reconnu)',
    )
    .argument('<fichier>', 'le fichier, tel qu’il a été téléchargé')
    .option('--report <fichier>', 'écrit dans ce fichier toutes les lignes écartées, avec leur raison')
    .action((path: string, { report }: { report?: string }) => importFile(io, path, report));
}

async function importFile(io: AdminIo, path: string, reportPath: string | undefined): Promise<void> {
  const report = reportPath === undefined ? undefined : resolve(io.folder, reportPath);
  await withDatabase(io, async ({ em }) => {
    const begin = performance.now();
    const file = await openCatalogueFile(resolve(io.folder, path));
    const badRows = await BadRows.collect(report);
    const progress = startProgress(io.progress, file);
    const titles = new SampleTitles();
    try {
      const counts = await importCatalogue(em, file.rows, {
        onBadRow: (row) => badRows.add(row),
        onTraining: ({ title }) => titles.add(title),
        onProgress: ({ read }) => progress.update(read),
      });
      progress.stop();
      io.print(summary(counts, performance.now() - begin));
      io.print(`${howRead(file)}${titles.sentence()}`);
      if (counts.bad === counts.read)
        throw new AdminProblem('Aucune formation n’a été lue : toutes les lignes ont été écartées.');
    } finally {
      progress.stop();
      await badRows.close();
      for (const line of badRows.summary()) io.print(line);
    }
  });
}

/** Three titles of a file, those with accents first: they show whether its encoding was read right. */
class SampleTitles {
  readonly #accented: string[] = [];
  readonly #others: string[] = [];

  add(title: string): void {
    const titles = /[^\0-\x7f]/.test(title) ? this.#accented : this.#others;
    if (titles.length < sampleTitles) titles.push(title);
  }

  sentence(): string {
    const shown = [...this.#accented, ...this.#others].slice(0, sampleTitles);
    return shown.length === 0 ? '' : ` Par exemple : ${shown.map((title) => `« ${title} »`).join(', ')}.`;
  }
}

function howRead({ format, encoding, dialect }: CatalogueFile): string {
  const columns = dialect === null ? '' : `, colonnes séparées par des ${csvDelimiters[dialect.delimiter]}`;
  return `Fichier ${format.toUpperCase()} lu en ${catalogueEncodings[encoding]}${columns}.`;
}

function summary(counts: ImportCounts, milliseconds: number): string {
  const parts = [
    `${number(counts.inserted)} formations ajoutées`,
    `${number(counts.updated)} mises à jour`,
    `${number(counts.unchanged)} inchangées`,
    `${number(counts.duplicate)} doublons`,
    `${number(counts.bad)} lignes écartées`,
  ];
  return `${number(counts.read)} lignes lues en ${(milliseconds / 1000).toFixed(1).replace('.', ',')} s : ${parts.join(', ')}.`;
}

function number(value: number): string {
  return value.toLocaleString('fr-FR');
}
