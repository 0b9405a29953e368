import type { InstalledPackage, LockedPackage } from './lockfile.ts';

/** What may go into the product: each allows any use, and asks for its notice at most (SPDX names). */
const allowed = new Set([
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  // Data alone (which browser has what).
  'CC-BY-4.0',
  'ISC',
  'MIT',
  'MIT-0',
  'Unlicense',
  'Zlib',
]);

/** What tools may have besides: they are run here, unchanged, and given to nobody. */
const allowedForTools = new Set([...allowed, 'CC-BY-3.0', 'MPL-2.0', 'PSF-2.0']);

/** Packages whose `package.json` names no licence, and what the file `LICENSE` beside it says. */
const read: Readonly<Record<string, string>> = { 'png-js@2.0.0': 'MIT', 'unionfs@4.6.0': 'Unlicense' };

/** The licence of a package; null when it says none. */
export function licenceOf(
  name: string,
  { version, license }: LockedPackage,
  installed: InstalledPackage | undefined,
): string | null {
  // Before 2015 a list of objects named it.
  const [old] = Array.isArray(installed?.licenses) ? (installed.licenses as { type?: unknown }[]) : [];
  const said = license ?? installed?.license ?? old?.type ?? read[`${name}@${version}`];
  return typeof said === 'string' ? said : null;
}

/** Whether an SPDX expression lets us use a package: every licence joined by AND, one of those joined by OR. */
export function isAllowed(expression: string, isTool: boolean): boolean {
  const set = isTool ? allowedForTools : allowed;
  const bare = expression.replace(/^\((.*)\)$/, '$1');
  // Brackets within brackets would have to be read properly: nobody writes them, and they are refused.
  return bare.split(' OR ').some((choice) => choice.split(' AND ').every((name) => set.has(name)));
}
