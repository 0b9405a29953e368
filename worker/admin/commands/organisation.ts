import type { Command } from 'commander';
import { createOrganisation } from '../../../db/people/create-organisation.ts';
import { hasSiretKey, parseSiret } from '../../../domain/identity/siret.ts';
import { DomainError } from '../../../domain/errors.ts';
import { typedLine } from '../../../domain/typed-text.ts';
import { parseEmailAddress } from '../../../domain/account/email-address.ts';
import type { AdminIo } from '../io.ts';
import { UsageProblem } from '../problem.ts';
import { withDatabase } from '../settings.ts';
import { addInvitationCommand } from './organisation-invitation.ts';
import { addKeyCommands } from './organisation-keys.ts';

interface NewOrganisationOptions {
  siret: string;
  name: string;
  email?: string;
}

/** Adds `organisation create`, `organisation key …` and `organisation invite`. */
export function addOrganisationCommands(program: Command, io: AdminIo): void {
  const organisation = program.command('organisation').description('organismes de formation et leurs clés');
  organisation
    .command('create')
    .description('crée un organisme ; sans effet quand son SIRET existe déjà')
    .requiredOption('--siret <siret>', 'numéro SIRET (14 chiffres)')
    .requiredOption('--name <nom>', 'nom de l’organisme')
    .option('--email <adresse>', 'adresse de contact')
    .action((options: NewOrganisationOptions) => create(io, options));
  addKeyCommands(organisation, io);
  addInvitationCommand(organisation, io);
}

async function create(io: AdminIo, options: NewOrganisationOptions): Promise<void> {
  const siret = parseSiret(options.siret);
  const name = typedLine(options.name);
  if (name === '') throw new UsageProblem('Le nom de l’organisme est vide.');
  const contactEmail = options.email === undefined ? null : emailIn(options.email);
  if (!hasSiretKey(siret))
    io.printError('Attention : la clé de contrôle de ce SIRET est fausse ; vérifiez-le.');
  const { id, created } = await withDatabase(io, ({ em }) =>
    createOrganisation(em, { siret, name, contactEmail }),
  );
  io.print(
    created
      ? `L’organisme « ${name} » est créé (SIRET ${siret}, identifiant ${id}).`
      : `L’organisme de SIRET ${siret} existe déjà (identifiant ${id}) : rien n’a changé.`,
  );
}

function emailIn(text: string): string {
  try {
    return parseEmailAddress(text);
  } catch (error) {
    throw error instanceof DomainError ? new UsageProblem(error.message) : error;
  }
}
