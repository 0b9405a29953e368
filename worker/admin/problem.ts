import { ConfigError } from '../../config.ts';
import { DomainError } from '../../domain/errors.ts';

/** Something that whoever runs the command can mend: its message, in French, is all they are shown. */
export class AdminProblem extends Error {
  override readonly name = 'AdminProblem';
}

/** A command that was typed wrong; exit code 2, where everything else that fails has 1. */
export class UsageProblem extends AdminProblem {}

/** What the system's and the database's own codes mean for whoever runs the command. */
const knownCodes: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'La base de données ne répond pas : vérifiez qu’elle est démarrée, et DATABASE_URL.',
  ENOTFOUND: 'Le serveur de la base de données est introuvable : vérifiez DATABASE_URL.',
  ETIMEDOUT: 'La base de données ne répond pas : vérifiez qu’elle est joignable, et DATABASE_URL.',
  '28P01': 'La base de données refuse ce compte ou ce mot de passe : vérifiez DATABASE_URL.',
  '3D000': 'Cette base de données n’existe pas : vérifiez DATABASE_URL.',
  '42P01': 'La base de données n’est pas à jour : lancez « npm run admin -- migrate ».',
  '42703': 'La base de données n’est pas à jour : lancez « npm run admin -- migrate ».',
  '53100': 'Il n’y a plus de place sur le disque de la base de données.',
  EEXIST: 'Ce fichier existe déjà',
  ENOENT: 'Ce fichier ou son dossier n’existe pas',
  EACCES: 'Ce fichier n’est pas accessible avec vos droits',
  EISDIR: 'C’est un dossier, il faut un fichier',
  ENOSPC: 'Il n’y a plus de place sur le disque',
};

/** Says in one French sentence what went wrong. */
export function explain(error: unknown): string {
  if (error instanceof AdminProblem || error instanceof DomainError) return error.message;
  if (error instanceof ConfigError) return incompleteSettings(error);
  const { code, path, message } = error as { code?: unknown; path?: unknown; message?: unknown };
  const known = typeof code === 'string' ? knownCodes[code] : undefined;
  if (known === undefined) return `Erreur inattendue : ${String(message ?? error)}`;
  return typeof path === 'string' ? `${known} : ${path}` : known;
}

function incompleteSettings({ message }: ConfigError): string {
  const [, ...settings] = message.split('\n');
  return `Des réglages manquent ou sont faux (voir .env.example) :\n${settings.join('\n')}`;
}
