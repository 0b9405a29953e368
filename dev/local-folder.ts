import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of this checkout, without a final slash. */
export const repositoryRoot = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** Where this checkout keeps its own data; ignored by git, deleted by `npm run reset`. */
export const localFolder = join(repositoryRoot, '.local');

/** The files of `npm start` under {@link localFolder}. */
export const localFiles = {
  postgres: join(localFolder, 'postgres'),
  temporal: join(localFolder, 'temporal.db'),
  logs: join(localFolder, 'logs'),
  demo: join(localFolder, 'demo.json'),
  secrets: join(localFolder, 'secrets.json'),
  /** What the demo data was made of, so that a later start finds it again. */
  seed: join(localFolder, 'seed.json'),
  /** The stack's environment, for `npm run admin`. */
  adminEnvironment: join(localFolder, 'admin.env'),
  /** The mails of the local mailbox. */
  mailbox: join(localFolder, 'mailbox.jsonl'),
  lock: join(localFolder, 'run.lock'),
  children: join(localFolder, 'children.json'),
};

/**
 * Where downloaded or built servers are kept for all checkouts of this user, following each system's custom:
 * `XDG_CACHE_HOME` or `~/.cache`, `~/Library/Caches`, `%LOCALAPPDATA%`.
 */
export function cacheFolder(env: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  return join(userCache(env, platform), 'dossier-formation');
}

function userCache(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  if (env.XDG_CACHE_HOME) return env.XDG_CACHE_HOME;
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  if (platform === 'win32') return env.LOCALAPPDATA ?? join(homedir(), 'AppData', 'Local');
  return join(homedir(), '.cache');
}
