import type { Command } from 'commander';
import { readSettings } from '../settings.ts';
import type { AdminIo } from '../io.ts';
import { AdminProblem } from '../problem.ts';

/** Adds `worker current`. */
export function addWorkerCommands(program: Command, io: AdminIo): void {
  const worker = program.command('worker').description('les versions du programme qui traitent les dossiers');
  worker
    .command('current')
    .description('dit quelle version traite les dossiers, ou en choisit une dont un worker tourne')
    .option('--build <version>', 'la version à choisir (BUILD_ID de ses workers)')
    .action((options: { build?: string }) => current(io, options));
}

async function current(io: AdminIo, { build }: { build?: string }): Promise<void> {
  const { deployment, close } = await io.connectDossiers(readSettings(io));
  try {
    if (build !== undefined) {
      await deployment.makeCurrent(build).catch(() => {
        throw new AdminProblem(`Aucun worker de la version ${build} ne s’est encore présenté à Temporal.`);
      });
    }
    const now = await deployment.current();
    io.print(now === null ? 'Aucune version n’est choisie.' : `Version qui traite les dossiers : ${now}.`);
  } finally {
    await close();
  }
}
