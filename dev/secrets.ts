import { existsSync, readFileSync } from 'node:fs';
import { writeJson } from './write-file.ts';

/**
 * The secrets of the local stack: each is made once, then read back, so that sessions and encrypted data outlive a restart.
 * @param makers by the name of the environment variable, how to make its value
 */
export function ensureSecrets<Name extends string>(
  file: string,
  makers: Record<Name, () => string>,
): Record<Name, string> {
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  const secrets: Record<string, string> = { ...kept };
  for (const [name, make] of Object.entries<() => string>(makers)) secrets[name] ??= make();
  writeJson(file, secrets);
  return secrets;
}
