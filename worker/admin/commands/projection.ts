import type { Command } from 'commander';
import { rebuildProjection } from '../../../db/recording/rebuild-projection.ts';
import { parseDossierNumber } from '../../../domain/dossier/number.ts';
import { dossierWorkflowId } from '../../../workflows/dossier/contract.ts';
import type { AdminIo } from '../io.ts';
import { AdminProblem, explain, UsageProblem } from '../problem.ts';
import { type RebuildCounts, rebuildAll } from '../rebuild-all.ts';
import { withDatabase } from '../settings.ts';

interface RebuildOptions {
  number?: string;
  all?: true;
}

/** Adds `projection rebuild`. */
export function addProjectionCommands(program: Command, io: AdminIo): void {
  const projection = program.command('projection').description('ce que les listes montrent des dossiers');
  projection
    .command('rebuild')
    .description('refait la projection des dossiers à partir de Temporal ; un worker doit tourner')
    .option('--number <numéro>', 'un seul dossier')
    .option('--all', 'tous les dossiers que Temporal garde')
    .action((options: RebuildOptions) => rebuild(io, options));
}

async function rebuild(io: AdminIo, { number, all }: RebuildOptions): Promise<void> {
  if ((number === undefined) === (all === undefined)) {
    throw new UsageProblem('Indiquez « --number » ou « --all », l’un des deux.');
  }
  const only = number === undefined ? null : dossierWorkflowId(parseDossierNumber(number));
  await withDatabase(io, async ({ db, config }) => {
    const source = await io.connectDossiers(config);
    try {
      const ids = only === null ? source.all() : [only];
      const counts = await rebuildAll(ids, source, {
        write: (reading) => rebuildProjection(db.em.fork(), reading),
        onFailure: (workflowId, error) => io.printError(`${workflowId} : ${explain(error)}`),
      });
      report(io, counts, number);
    } finally {
      await source.close();
    }
  });
}

function report(io: AdminIo, counts: RebuildCounts, number: string | undefined): void {
  if (number !== undefined && counts.unknown > 0) {
    throw new AdminProblem(`Temporal ne connaît pas de dossier n° ${number}.`);
  }
  io.print(
    `Dossiers refaits : ${counts.written} ; déjà justes : ${counts.current} ; sans contenu encore : ${counts.empty}.`,
  );
  if (counts.failed > 0) {
    throw new AdminProblem(`Dossiers qui n’ont pas pu être refaits : ${counts.failed} (voir ci-dessus).`);
  }
}
