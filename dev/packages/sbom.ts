import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { localFolder, repositoryRoot } from '../local-folder.ts';
import { writeText } from '../write-file.ts';
import { runNpm } from './npm.ts';

/** Where {@link writeSbom} writes: an artefact, not kept by git. */
export const sbomFile = join(localFolder, 'sbom.cdx.json');

const limitMs = 120_000;

interface Bom {
  bomFormat: string;
  metadata: { component: { name: string } };
  components: unknown[];
}

/**
 * Writes the software bill of materials (CycloneDX, JSON) of what `package-lock.json` asks for, tools included, each marked. Asks
 * nobody. Throws when npm cannot make it.
 * @returns how many packages it names
 */
export async function writeSbom(file = sbomFile): Promise<number> {
  const args = ['sbom', '--sbom-format=cyclonedx', '--sbom-type=application', '--package-lock-only'];
  const { stdout, stderr, ok } = await runNpm(args, limitMs);
  if (!ok) throw new Error(`npm made no bill of materials:\n${stderr.trim()}`);
  const bom = JSON.parse(stdout) as Bom;
  // npm writes the name of the folder.
  bom.metadata.component.name = ourName();
  mkdirSync(dirname(file), { recursive: true });
  writeText(file, `${JSON.stringify(bom, null, 2)}\n`);
  return bom.components.length;
}

function ourName(): string {
  const { name } = JSON.parse(readFileSync(join(repositoryRoot, 'package.json'), 'utf8')) as { name: string };
  return name;
}
