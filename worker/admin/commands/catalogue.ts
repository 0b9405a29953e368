import { resolve } from 'node:path';
import type { Command } from 'commander';
import { openCatalogueFile } from '../../../db/catalogue/catalogue-file.ts';
import { type ImportCounts, importCatalogue } from '../../../db/catalogue/import-catalogue.ts';
import { BadRows } from '../bad-rows.ts';
import { startProgress } from '../import-progress.ts';
import type { AdminIo } from '../io.ts';
import { withDatabase } from '../settings.ts';

/** Adds `catalogue import`. */
export function addCatalogueCommands(program: Command, io: AdminIo): void {
  const catalogue = program.command('catalogue').description('catalogue des formations');
  catalogue
    .command('import')
    .description(
      'importe le catalogue public (CSV à points-virgules ou tableau JSON, compressé par gzip ou non)',
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
    try {
      const counts = await importCatalogue(em, file.rows, {
        onBadRow: (row) => badRows.add(row),
        onProgress: ({ read }) => progress.update(read),
      });
      progress.stop();
      io.print(summary(counts, performance.now() - begin));
    } finally {
      progress.stop();
      await badRows.close();
      for (const line of badRows.summary()) io.print(line);
    }
  });
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
