import { type Command, Option } from 'commander';
import { setJobSeeker } from '../../../db/people/set-job-seeker.ts';
import type { AdminIo } from '../io.ts';
import { withDatabase } from '../settings.ts';
import { findTrainee, type TraineeOptions, whoIsMeant, withTraineeOptions } from '../which-trainee.ts';

interface JobSeekerOptions extends TraineeOptions {
  set: 'oui' | 'non';
}

/** Adds `trainee job-seeker`. */
export function addTraineeCommands(program: Command, io: AdminIo): void {
  const trainee = program.command('trainee').description('titulaires');
  withTraineeOptions(trainee.command('job-seeker'))
    .description(
      'dit si un titulaire est demandeur d’emploi, ce qui le dispense de la participation obligatoire',
    )
    .addOption(new Option('--set <réponse>', 'oui ou non').choices(['oui', 'non']).makeOptionMandatory())
    .action((options: JobSeekerOptions) => jobSeeker(io, options));
}

async function jobSeeker(io: AdminIo, options: JobSeekerOptions): Promise<void> {
  const who = await whoIsMeant(io, options);
  await withDatabase(io, async ({ em, config }) => {
    const traineeId = await findTrainee(em, config, who);
    const isSeeker = options.set === 'oui';
    const changed = await setJobSeeker(em, { traineeId, jobSeeker: isSeeker });
    const status = isSeeker ? 'demandeur d’emploi' : 'sans statut de demandeur d’emploi';
    io.print(
      changed
        ? `Le titulaire ${traineeId} est désormais ${status}.`
        : `Le titulaire ${traineeId} était déjà ${status} : rien n’a changé.`,
    );
  });
}
