/** A part of `npm run check`: what is installed, its licences, scripts and weaknesses, and the bill of materials. */
import { audit, type Audit } from './audit.ts';
import { defectsOf, withoutChecksum } from './defects.ts';
import { readPackages } from './lockfile.ts';
import { sbomFile, writeSbom } from './sbom.ts';

const packages = readPackages();
const [known, components] = await Promise.all([audit(), writeSbom()]);
const defects = [...defectsOf(packages), ...weaknessesOf(known)];
const uncheckedCount = withoutChecksum(packages).length;

console.log(`  ${auditLine(known)}`);
if (uncheckedCount > 0)
  console.log(`  ${uncheckedCount} packages of other systems have no checksum in package-lock.json.`);
console.log(`  Bill of materials: ${components} packages, ${sbomFile}`);
for (const defect of defects) console.log(`  ${defect}`);
process.exitCode = defects.length === 0 ? 0 : 1;

function weaknessesOf(result: Audit): readonly string[] {
  return result.outcome === 'found' ? result.weaknesses.map((line) => `Known weakness: ${line}`) : [];
}

function auditLine(result: Audit): string {
  if (result.outcome === 'not_run')
    return `Audit NOT RUN, so nothing is known of weaknesses: ${result.reason}`;
  return result.outcome === 'clean'
    ? 'Audit: no high or critical weakness is known in what production has.'
    : 'Audit: FAILED.';
}
