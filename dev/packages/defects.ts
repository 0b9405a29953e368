import { isAllowed, licenceOf } from './licences.ts';
import { nameOf, type Packages } from './lockfile.ts';

/** What is wrong with the packages, a sentence each; nothing when all is well. */
export function defectsOf(packages: Packages): string[] {
  return [...differences(packages), ...unchecked(packages), ...licences(packages), ...scripts(packages)];
}

/** Packages that are not installed here and whose bytes nothing would check where they are: those of other systems. */
export function withoutChecksum({ locked, installed }: Packages): string[] {
  return Object.entries(locked)
    .filter(([path, { integrity }]) => integrity === undefined && installed[path] === undefined)
    .map(([path, entry]) => nameOf(path, entry));
}

function differences({ locked, installed }: Packages): string[] {
  const missing = Object.entries(locked)
    .filter(([path, { optional }]) => optional !== true && installed[path] === undefined)
    .map(([path]) => `${path} is locked and not installed.`);
  const others = Object.entries(installed).flatMap(([path, { name, version }]) => {
    const wanted = locked[path];
    if (wanted === undefined) return [`${path} is installed, and nobody asked for it.`];
    const isWanted = name === nameOf(path, wanted) && version === wanted.version;
    return isWanted ? [] : [`${path} is ${name} ${version}, and ${wanted.version} is locked.`];
  });
  return [...missing, ...others];
}

function unchecked({ locked, installed }: Packages): string[] {
  return Object.keys(installed)
    .filter((path) => locked[path] !== undefined && locked[path].integrity === undefined)
    .map((path) => `${path} has no checksum in package-lock.json.`);
}

function licences({ locked, installed }: Packages): string[] {
  return Object.entries(locked).flatMap(([path, entry]) => {
    const name = nameOf(path, entry);
    const licence = licenceOf(name, entry, installed[path]);
    if (licence === null) return [`${name} ${entry.version} names no licence: see dev/packages/licences.ts.`];
    return isAllowed(licence, entry.dev === true)
      ? []
      : [`${name} ${entry.version} has the licence ${licence}, which is not allowed here.`];
  });
}

function scripts({ locked, allowScripts }: Packages): string[] {
  const withScript = new Set(
    Object.entries(locked)
      .filter(([, { hasInstallScript }]) => hasInstallScript === true)
      .map(([path, entry]) => nameOf(path, entry)),
  );
  const undecided = [...withScript]
    .filter((name) => allowScripts[name] === undefined)
    .map((name) => `${name} runs a script when it is installed: decide in package.json, allowScripts.`);
  const idle = Object.keys(allowScripts)
    .filter((name) => !withScript.has(name))
    .map((name) => `${name} runs no script (any more): take it out of allowScripts in package.json.`);
  return [...undecided, ...idle];
}
