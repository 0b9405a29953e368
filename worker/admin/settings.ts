import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { EntityManager } from '@mikro-orm/postgresql';
import { type Config, readConfig } from '../../config.ts';
import { type Database, openDatabase } from '../../db/database.ts';
import { createNirVault, type NirVault } from '../../db/nir-vault.ts';
import type { AdminIo } from './io.ts';
import { AdminProblem } from './problem.ts';

/** Reads the settings: those of the environment, completed on a developer's machine by those of the stack of `npm start`. */
export function readSettings({ env, localSettingsFile }: AdminIo): Config {
  if (env['DATABASE_URL']) return readConfig(env);
  if (!existsSync(localSettingsFile)) {
    throw new AdminProblem(
      'Aucune base de données n’est indiquée : lancez d’abord « npm start », ou renseignez DATABASE_URL et les autres ' +
        'réglages de .env.example.',
    );
  }
  return readConfig({ ...parseEnv(readFileSync(localSettingsFile, 'utf8')), ...withoutBlanks(env) });
}

/** Runs a command with the database open, and closes it whatever happens. */
export async function withDatabase<T>(
  io: AdminIo,
  run: (open: { db: Database; em: EntityManager; config: Config }) => Promise<T>,
): Promise<T> {
  const config = readSettings(io);
  const db = await openDatabase({ url: config.DATABASE_URL, poolSize: 4 });
  try {
    return await run({ db, em: db.em.fork(), config });
  } finally {
    await db.close();
  }
}

/** The vault of social security numbers with the configured keys. */
export function vaultOf(config: Config): NirVault {
  return createNirVault({ keys: config.NIR_ENCRYPTION_KEYS, indexKey: config.NIR_INDEX_KEY });
}

// A setting that is there and empty counts as absent, as in `readConfig`.
function withoutBlanks(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
}
