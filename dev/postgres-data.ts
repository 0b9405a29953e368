import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { hasEnded, isProcess } from './process-identity.ts';
import { Problem } from './problem.ts';

/** The name and encoding rules of the cluster: plain Unicode order, the same on every machine whatever its locale. */
const clusterFlags = [
  '--username=postgres',
  '--encoding=UTF8',
  '--locale=C',
  '--locale-provider=builtin',
  '--builtin-locale=C.UTF-8',
  '--auth=scram-sha-256',
];

/**
 * Creates the data folder when there is none. It is made beside its place and moved there when complete, so that an
 * interrupted first start leaves nothing half made.
 * @returns the superuser's password
 */
export function ensureDataFolder(binaries: PostgresBinaries, folder: string, durable: boolean): string {
  const passwordFile = `${folder}.password`;
  if (existsSync(join(folder, 'PG_VERSION'))) return readFileSync(passwordFile, 'utf8').trim();

  const unfinished = `${folder}.new`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  const password = randomBytes(24).toString('hex');
  const initPassword = join(unfinished, '..', `${process.pid}.init-password`);
  writeFileSync(initPassword, `${password}\n`, { mode: 0o600 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (binaries.account) {
    chownSync(unfinished, binaries.account.uid, binaries.account.gid);
    chownSync(initPassword, binaries.account.uid, binaries.account.gid);
  }
  try {
    const flags = [`--pgdata=${unfinished}`, `--pwfile=${initPassword}`, ...clusterFlags];
    initdb(binaries, durable ? flags : [...flags, '--no-sync']);
  } finally {
    rmSync(initPassword, { force: true });
  }
  renameSync(unfinished, folder);
  return password;
}

function initdb({ initdb: program, account }: PostgresBinaries, flags: string[]): void {
  const result = spawnSync(program, flags, {
    ...account,
    cwd: account ? '/' : undefined,
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
  });
  if (result.status === 0) return;
  const output = `${result.stdout}${result.stderr}${result.error?.message ?? ''}`.trim();
  throw (
    knownPostgresProblem(output) ??
    new Problem(
      `${output}\nPostgres n'a pas pu créer son dossier de données.`,
      'Postgres could not create its data folder.',
    )
  );
}

/** Ends a Postgres that a killed `npm start` left on this folder, and removes the lock file of one that is gone. */
export async function clearStalePostmaster(folder: string): Promise<void> {
  const file = join(folder, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (isProcess(pid, folder)) {
    process.kill(pid, 'SIGINT');
    if (!(await hasEnded(pid, 8000))) process.kill(pid, 'SIGQUIT');
    await hasEnded(pid, 2000);
  }
  // In a container ids start again from 1: Postgres would take whoever has this id now for itself, and refuse to start.
  rmSync(file, { force: true });
}

/** The sentence for a failure that Postgres tells in its own words, when it is one a person can mend. */
export function knownPostgresProblem(output: string): Problem | undefined {
  if (/No space left|ENOSPC|Disk quota exceeded/i.test(output)) {
    return new Problem(
      'Le disque est plein : Postgres ne peut plus écrire. Libérez de la place (au moins 500 Mo), puis relancez.',
      'The disk is full: Postgres cannot write. Free some space (500 MB at least), then start again.',
    );
  }
  if (/database files are incompatible with server/i.test(output)) {
    return new Problem(
      'Les données locales viennent d’une autre version de Postgres : « npm run reset » les efface.',
      'The local data come from another version of Postgres: “npm run reset” deletes them.',
    );
  }
  return undefined;
}
