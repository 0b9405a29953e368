import type { EntityManager } from '@mikro-orm/postgresql';
import type { Command } from 'commander';
import type { Config } from '../../config.ts';
import { findTraineeByNir, traineeExists } from '../../db/people/find-people.ts';
import { parseNir } from '../../domain/identity/nir.ts';
import type { AdminIo } from './io.ts';
import { AdminProblem, UsageProblem } from './problem.ts';
import { vaultOf } from './settings.ts';

/** The options by which a command is told which trainee is meant. */
export interface TraineeOptions {
  trainee?: string;
  nirStdin?: true;
}

/** Adds those options to a command. */
export function withTraineeOptions(command: Command): Command {
  return command
    .option('--trainee <id>', 'identifiant du titulaire, ou son numéro de sécurité sociale')
    .option(
      '--nir-stdin',
      'lit le numéro de sécurité sociale sur l’entrée standard, où personne ne le voit passer',
    );
}

/** Reads who is meant, from one option or the other. Throws a `UsageProblem` for none or both. */
export async function whoIsMeant(io: AdminIo, { trainee, nirStdin }: TraineeOptions): Promise<string> {
  if ((trainee === undefined) === (nirStdin === undefined)) {
    throw new UsageProblem('Indiquez le titulaire par « --trainee » ou par « --nir-stdin », l’un des deux.');
  }
  if (trainee === undefined) return parseNir(await io.readLine());
  if (!looksLikeId(trainee)) {
    io.printError(
      'Attention : sur la ligne de commande, un numéro de sécurité sociale est visible ; préférez « --nir-stdin ».',
    );
  }
  return trainee;
}

/** Finds the id of whoever `whoIsMeant` read. Throws an `AdminProblem` when there is nobody. */
export async function findTrainee(em: EntityManager, config: Config, who: string): Promise<string> {
  const id = looksLikeId(who)
    ? await knownId(em, who)
    : await findTraineeByNir(em, vaultOf(config), parseNir(who));
  if (id === null) throw new AdminProblem('Aucun titulaire ne correspond.');
  return id;
}

async function knownId(em: EntityManager, id: string): Promise<string | null> {
  return (await traineeExists(em, id)) ? id.toLowerCase() : null;
}

function looksLikeId(text: string): boolean {
  return text.includes('-');
}
