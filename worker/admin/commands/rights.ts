import type { EntityManager } from '@mikro-orm/postgresql';
import type { Command } from 'commander';
import type { Config } from '../../../config.ts';
import { findTraineeByNir, traineeExists } from '../../../db/people/find-people.ts';
import { creditRights } from '../../../db/rights/credit.ts';
import { instant } from '../../../domain/calendar/paris-time.ts';
import { parseNir } from '../../../domain/identity/nir.ts';
import { formatEuros, parseEuros } from '../../../domain/money.ts';
import type { AdminIo } from '../io.ts';
import { AdminProblem, UsageProblem } from '../problem.ts';
import { vaultOf, withDatabase } from '../settings.ts';

interface CreditOptions {
  trainee?: string;
  nirStdin?: true;
  euros: string;
  reference: string;
}

/** Adds `rights credit`. */
export function addRightsCommands(program: Command, io: AdminIo): void {
  const rights = program.command('rights').description('droits à la formation');
  rights
    .command('credit')
    .description('ajoute des droits à un titulaire, une seule fois pour chaque référence')
    .option('--trainee <id>', 'identifiant du titulaire, ou son numéro de sécurité sociale')
    .option(
      '--nir-stdin',
      'lit le numéro de sécurité sociale sur l’entrée standard, où personne ne le voit passer',
    )
    .requiredOption('--euros <montant>', 'montant, par exemple 1500,00')
    .requiredOption('--reference <référence>', 'ce qui distingue ce crédit de tout autre du même titulaire')
    .action((options: CreditOptions) => credit(io, options));
}

async function credit(io: AdminIo, options: CreditOptions): Promise<void> {
  const cents = parseEuros(options.euros);
  const reference = options.reference.trim();
  if (reference === '') throw new UsageProblem('La référence est vide.');
  const who = await whoIsMeant(io, options);
  await withDatabase(io, async ({ em, config }) => {
    const traineeId = await findTrainee(em, config, who);
    if (traineeId === null) throw new AdminProblem('Aucun titulaire ne correspond.');
    const outcome = await creditRights(em, { traineeId, cents, reference, at: instant(Date.now()) });
    io.print(
      outcome === 'credited'
        ? `${formatEuros(cents)} de droits sont ajoutés au titulaire ${traineeId} (référence « ${reference} »).`
        : `Ces droits avaient déjà été ajoutés sous la référence « ${reference} » : rien n’a changé.`,
    );
  });
}

async function whoIsMeant(io: AdminIo, { trainee, nirStdin }: CreditOptions): Promise<string> {
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

async function findTrainee(em: EntityManager, config: Config, who: string): Promise<string | null> {
  if (!looksLikeId(who)) return await findTraineeByNir(em, vaultOf(config), parseNir(who));
  return (await traineeExists(em, who)) ? who.toLowerCase() : null;
}

function looksLikeId(text: string): boolean {
  return text.includes('-');
}
