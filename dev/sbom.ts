/** `npm run sbom`: writes the software bill of materials. */
import { sbomFile, writeSbom } from './packages/sbom.ts';

console.log(`${await writeSbom()} packages: ${sbomFile}`);
