import type { EntityManager } from '@mikro-orm/postgresql';
import type { Command } from 'commander';
import { createApiKey, type NewApiKey } from '../../../db/organisation/api-keys.ts';
import {
  apiKeysOf,
  type ApiKeyRow,
  findKeyByPrefix,
  revokeApiKey,
  rotateApiKey,
} from '../../../db/organisation/manage-keys.ts';
import { findOrganisationBySiret } from '../../../db/people/find-people.ts';
import { createSecretBox } from '../../../db/secret-box.ts';
import { parseSiret } from '../../../domain/identity/siret.ts';
import { typedLine } from '../../../domain/typed-text.ts';
import { randomUUID } from 'node:crypto';
import type { AdminIo } from '../io.ts';
import { AdminProblem, UsageProblem } from '../problem.ts';
import { withDatabase } from '../settings.ts';

interface KeyOptions {
  name: string;
  signed?: true;
}

const longestOverlap = 168;

/** Adds `organisation key` (a new key), and `key list`, `key rotate`, `key revoke`. */
export function addKeyCommands(organisation: Command, io: AdminIo): void {
  const key = organisation.command('key').description('clés d’accès à l’API');
  key
    .command('create', { isDefault: true })
    .description('crée une clé et l’affiche, une seule fois')
    .argument('<siret>', 'numéro SIRET de l’organisme')
    .requiredOption('--name <nom>', 'à quoi sert la clé, pour la reconnaître plus tard')
    .option('--signed', 'chaque requête faite avec la clé devra être signée')
    .action((siret: string, options: KeyOptions) => create(io, siret, options));
  key
    .command('list')
    .description('liste les clés d’un organisme')
    .argument('<siret>', 'numéro SIRET de l’organisme')
    .action((siret: string) => list(io, siret));
  key
    .command('rotate')
    .description('remplace une clé par une nouvelle ; l’ancienne marche encore quelques heures')
    .argument('<préfixe>', 'les 8 caractères qui suivent « dfo_ »')
    .option('--overlap <heures>', 'durée de vie de l’ancienne clé, de 0 à 168 heures', '24')
    .action((prefix: string, { overlap }: { overlap: string }) => rotate(io, prefix, overlap));
  key
    .command('revoke')
    .description('révoque une clé, tout de suite et pour toujours')
    .argument('<préfixe>', 'les 8 caractères qui suivent « dfo_ »')
    .action((prefix: string) => revoke(io, prefix));
}

async function create(io: AdminIo, siretText: string, { name: nameText, signed }: KeyOptions): Promise<void> {
  const siret = parseSiret(siretText);
  const name = typedLine(nameText);
  if (name === '') throw new UsageProblem('Le nom de la clé est vide.');
  await withDatabase(io, async ({ em, config }) => {
    const organisation = await organisationWith(em, siret);
    const box = createSecretBox(config.SECRETS_ENCRYPTION_KEYS);
    const made = await createApiKey(em, organisation.id, name, signed === true ? { signedWith: box } : {});
    io.print(
      `Clé « ${name} » de « ${organisation.name} ». Notez-la maintenant, elle ne sera plus affichée :`,
    );
    show(io, made);
  });
}

async function list(io: AdminIo, siretText: string): Promise<void> {
  const siret = parseSiret(siretText);
  await withDatabase(io, async ({ em }) => {
    const keys = await apiKeysOf(em, (await organisationWith(em, siret)).id);
    if (keys.length === 0) io.print('Aucune clé.');
    for (const key of keys) io.print(lineOf(key));
  });
}

async function rotate(io: AdminIo, prefix: string, overlap: string): Promise<void> {
  const overlapHours = Number(overlap);
  if (!Number.isInteger(overlapHours) || overlapHours < 0 || overlapHours > longestOverlap) {
    throw new UsageProblem(`La durée va de 0 à ${longestOverlap} heures.`);
  }
  await withDatabase(io, async ({ em, config }) => {
    const { id, organisationId, name } = await keyWith(em, prefix);
    const box = createSecretBox(config.SECRETS_ENCRYPTION_KEYS);
    const which = { organisationId, id, newId: randomUUID() };
    const made = await rotateApiKey(em, which, { overlapHours, createdBy: null, box });
    if (made === null || typeof made === 'string') {
      throw new AdminProblem('Cette clé a été révoquée, remplacée ou a expiré.');
    }
    io.print(`Nouvelle clé « ${name} » ; l’ancienne marche encore ${overlapHours} h. Notez-la maintenant :`);
    show(io, made);
  });
}

async function revoke(io: AdminIo, prefix: string): Promise<void> {
  await withDatabase(io, async ({ em }) => {
    const { id, organisationId, name } = await keyWith(em, prefix);
    await revokeApiKey(em, organisationId, id);
    io.print(`La clé « ${name} » (dfo_${prefix}…) est révoquée.`);
  });
}

async function organisationWith(em: EntityManager, siret: ReturnType<typeof parseSiret>) {
  const organisation = await findOrganisationBySiret(em, siret);
  if (organisation === null) throw new AdminProblem(`Aucun organisme n’a le SIRET ${siret}.`);
  return organisation;
}

async function keyWith(em: EntityManager, prefix: string) {
  const key = await findKeyByPrefix(em, prefix);
  if (key === null) throw new AdminProblem(`Aucune clé ne commence par « dfo_${prefix} ».`);
  return key;
}

function show(io: AdminIo, { key, signingSecret }: NewApiKey): void {
  if (signingSecret !== null) io.print(`Secret de signature : ${signingSecret}`);
  io.print(key);
}

function lineOf({ prefix, name, createdAt, lastUsedAt, expiresAt, revokedAt, signed }: ApiKeyRow): string {
  const state =
    revokedAt !== null ? `révoquée ${revokedAt}` : expiresAt !== null ? `expire ${expiresAt}` : 'active';
  const used = lastUsedAt === null ? 'jamais utilisée' : `utilisée ${lastUsedAt}`;
  return `dfo_${prefix}…  ${name}  créée ${createdAt}  ${used}  ${state}${signed ? '  signée' : ''}`;
}
