import type { Command } from 'commander';
import { creditRights } from '../../../db/rights/credit.ts';
import { instant } from '../../../domain/calendar/paris-time.ts';
import { formatEuros, parseEuros } from '../../../domain/money.ts';
import { typedLine } from '../../../domain/typed-text.ts';
import type { AdminIo } from '../io.ts';
import { UsageProblem } from '../problem.ts';
import { withDatabase } from '../settings.ts';
import { findTrainee, type TraineeOptions, whoIsMeant, withTraineeOptions } from '../which-trainee.ts';

interface CreditOptions extends TraineeOptions {
  euros: string;
  reference: string;
}

/** Adds `rights credit`. */
export function addRightsCommands(program: Command, io: AdminIo): void {
  const rights = program.command('rights').description('droits à la formation');
  withTraineeOptions(rights.command('credit'))
    .description('ajoute des droits à un titulaire, une seule fois pour chaque référence')
    .requiredOption('--euros <montant>', 'montant, par exemple 1500,00')
    .requiredOption('--reference <référence>', 'ce qui distingue ce crédit de tout autre du même titulaire')
    .action((options: CreditOptions) => credit(io, options));
}

async function credit(io: AdminIo, options: CreditOptions): Promise<void> {
  const cents = parseEuros(options.euros);
  const reference = typedLine(options.reference);
  if (reference === '') throw new UsageProblem('La référence est vide.');
  const who = await whoIsMeant(io, options);
  await withDatabase(io, async ({ em, config }) => {
    const traineeId = await findTrainee(em, config, who);
    const outcome = await creditRights(em, { traineeId, cents, reference, at: instant(Date.now()) });
    io.print(
      outcome === 'credited'
        ? `${formatEuros(cents)} de droits sont ajoutés au titulaire ${traineeId} (référence « ${reference} »).`
        : `Ces droits avaient déjà été ajoutés sous la référence « ${reference} » : rien n’a changé.`,
    );
  });
}
