import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../local-folder.ts';

/** A package as `package-lock.json` has it. */
export interface LockedPackage {
  readonly name?: string;
  readonly version: string;
  readonly integrity?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
}

/** A package as its own `package.json` in `node_modules` describes it. */
export interface InstalledPackage {
  readonly name: string;
  readonly version: string;
  readonly license?: unknown;
  readonly licenses?: unknown;
}

/** All that the checks of packages look at. */
export interface Packages {
  /** By path: `node_modules/…`. */
  readonly locked: Readonly<Record<string, LockedPackage>>;
  /** By the same path; those for other systems are not there. */
  readonly installed: Readonly<Record<string, InstalledPackage>>;
  /** Which packages may run a script when they are installed, and which may not. */
  readonly allowScripts: Readonly<Record<string, boolean>>;
}

/** Reads what is locked and what stands in `node_modules`, byte by byte of neither. */
export function readPackages(root = repositoryRoot): Packages {
  const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'));
  const { packages } = read('package-lock.json') as { packages: Record<string, LockedPackage> };
  const { allowScripts = {} } = read('package.json') as { allowScripts?: Record<string, boolean> };
  const { '': _ourselves, ...locked } = packages;
  const installed: Record<string, InstalledPackage> = {};
  for (const path of new Set([...Object.keys(locked), ...topLevel(root)])) {
    const found = readOrNull(() => read(`${path}/package.json`));
    if (found !== null) installed[path] = found as InstalledPackage;
  }
  return { locked, installed, allowScripts };
}

/** The name by which a package is known to the registry. */
export function nameOf(path: string, { name }: Pick<LockedPackage, 'name'>): string {
  return name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** What stands in `node_modules` itself, wherever it comes from. */
function topLevel(root: string): string[] {
  const list = (folder: string): string[] =>
    readdirSync(join(root, folder), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
      .flatMap(({ name }) => (name.startsWith('@') ? list(`${folder}/${name}`) : [`${folder}/${name}`]));
  return list('node_modules');
}

function readOrNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}
