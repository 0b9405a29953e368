import type { Command } from 'commander';
import { type Disagreement, disagreements } from '../../../activities/backstop/disagreements.ts';
import { queries } from '../../../db/database.ts';
import { stateLabels } from '../../../domain/dossier/states.ts';
import { nudgeSignal } from '../../../workflows/dossier/contract.ts';
import type { AdminIo } from '../io.ts';
import { withDatabase } from '../settings.ts';

const explanations: Readonly<Record<Disagreement, string>> = {
  no_workflow: 'aucun workflow ne le suit',
  behind: 'son workflow en sait moins que la base',
  overdue: 'son échéance est passée et n’a pas été appliquée',
  refund_not_made: 'un remboursement dû n’est pas fait',
};

/** What was written within these milliseconds is left alone: Temporal's list follows a moment later. */
const quietMs = 5_000;

/** Adds `dossiers check`. */
export function addDossierCommands(program: Command, io: AdminIo): void {
  const dossiers = program.command('dossiers').description('les dossiers et leurs workflows');
  dossiers
    .command('check')
    .description('liste les dossiers dont la base et le workflow ne disent pas la même chose')
    .option('--heal', 'relance leurs workflows, comme le fait la surveillance chaque minute')
    .action((options: { heal?: true }) => check(io, options));
}

async function check(io: AdminIo, { heal }: { heal?: true }): Promise<void> {
  await withDatabase(io, async ({ db, config }) => {
    const { running, signalDossier, close } = await io.connectDossiers(config);
    let count = 0;
    try {
      for await (const { dossier, why } of disagreements(queries(db.em.fork()), running(), quietMs)) {
        count += 1;
        io.print(`${dossier.number} (${stateLabels[dossier.state]}) : ${explanations[why]}.`);
        if (heal === true) await signalDossier(dossier, nudgeSignal, []);
      }
    } finally {
      await close();
    }
    const done = heal === true && count > 0 ? ' ; leurs workflows ont été relancés' : '';
    io.print(count === 0 ? 'Tous les dossiers sont suivis.' : `Dossiers à relancer : ${count}${done}.`);
  });
}
