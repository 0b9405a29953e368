import { CommanderError } from 'commander';
import { addCatalogueCommands } from './commands/catalogue.ts';
import { addMailCommands } from './commands/mail.ts';
import { addMigrateCommand } from './commands/migrate.ts';
import { addOrganisationCommands } from './commands/organisation.ts';
import { addProofCommands } from './commands/proof.ts';
import { addDossierCommands } from './commands/dossiers.ts';
import { addKeyCommands } from './commands/keys.ts';
import { addRightsCommands } from './commands/rights.ts';
import { addTraineeCommands } from './commands/trainee.ts';
import { addWorkerCommands } from './commands/worker.ts';
import { frenchCommand, usageProblem } from './french-command.ts';
import type { AdminIo } from './io.ts';
import { explain, UsageProblem } from './problem.ts';

/** Runs one command of `npm run admin`. Returns the exit code: 0, 1 when it failed, 2 when it was typed wrong. */
export async function runAdmin(args: readonly string[], io: AdminIo): Promise<number> {
  const program = frenchCommand('npm run admin --', io).description('Commandes d’administration.');
  addOrganisationCommands(program, io);
  addRightsCommands(program, io);
  addTraineeCommands(program, io);
  addProofCommands(program, io);
  addCatalogueCommands(program, io);
  addDossierCommands(program, io);
  addMailCommands(program, io);
  addKeyCommands(program, io);
  addWorkerCommands(program, io);
  addMigrateCommand(program, io);
  try {
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    const problem = error instanceof CommanderError ? usageProblem(error) : error;
    if (problem === null) return 0;
    io.printError(explain(problem));
    return problem instanceof UsageProblem ? 2 : 1;
  }
}
