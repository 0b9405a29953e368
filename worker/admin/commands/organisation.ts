import type { Command } from 'commander';
import { createApiKey } from '../../../db/organisation/api-keys.ts';
import { createOrganisation } from '../../../db/people/create-organisation.ts';
import { findOrganisationBySiret } from '../../../db/people/find-people.ts';
import { hasSiretKey, parseSiret } from '../../../domain/identity/siret.ts';
import type { AdminIo } from '../io.ts';
import { AdminProblem, UsageProblem } from '../problem.ts';
import { withDatabase } from '../settings.ts';

interface NewOrganisationOptions {
  siret: string;
  name: string;
  email?: string;
}

/** Adds `organisation create` and `organisation key`. */
export function addOrganisationCommands(program: Command, io: AdminIo): void {
  const organisation = program.command('organisation').description('organismes de formation et leurs clés');
  organisation
    .command('create')
    .description('crée un organisme ; sans effet quand son SIRET existe déjà')
    .requiredOption('--siret <siret>', 'numéro SIRET (14 chiffres)')
    .requiredOption('--name <nom>', 'nom de l’organisme')
    .option('--email <adresse>', 'adresse de contact')
    .action((options: NewOrganisationOptions) => create(io, options));
  organisation
    .command('key')
    .description('crée une clé d’accès à l’API et l’affiche, une seule fois')
    .argument('<siret>', 'numéro SIRET de l’organisme')
    .requiredOption('--name <nom>', 'à quoi sert la clé, pour la reconnaître plus tard')
    .action((siret: string, { name }: { name: string }) => createKey(io, siret, name));
}

async function create(io: AdminIo, options: NewOrganisationOptions): Promise<void> {
  const siret = parseSiret(options.siret);
  const name = options.name.trim();
  if (name === '') throw new UsageProblem('Le nom de l’organisme est vide.');
  const contactEmail = options.email?.trim() ?? null;
  if (contactEmail !== null && !/^[^\s@]+@[^\s@]+$/.test(contactEmail)) {
    throw new UsageProblem(`« ${contactEmail} » n’est pas une adresse électronique.`);
  }
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

async function createKey(io: AdminIo, siretText: string, nameText: string): Promise<void> {
  const siret = parseSiret(siretText);
  const name = nameText.trim();
  if (name === '') throw new UsageProblem('Le nom de la clé est vide.');
  await withDatabase(io, async ({ em }) => {
    const organisation = await findOrganisationBySiret(em, siret);
    if (organisation === null) throw new AdminProblem(`Aucun organisme n’a le SIRET ${siret}.`);
    const { key } = await createApiKey(em, organisation.id, name);
    io.print(
      `Clé « ${name} » de « ${organisation.name} ». Notez-la maintenant, elle ne sera plus affichée :`,
    );
    io.print(key);
  });
}
