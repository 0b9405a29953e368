/** `npm run demo`: plays four dossiers through the HTTP API of the running stack, and tells them in French. */
import { existsSync, readFileSync } from 'node:fs';
import { playDemo } from './demo-play.ts';
import type { DemoFile } from './demo-file.ts';
import { localFiles } from './local-folder.ts';
import { bilingual, explain, Problem } from './problem.ts';

function readDemoFile(): DemoFile {
  if (!existsSync(localFiles.demo)) {
    throw new Problem(
      'Rien ne tourne : lancez « npm start » dans un autre terminal, puis « npm run demo ».',
      'Nothing is running: run “npm start” in another terminal, then “npm run demo”.',
    );
  }
  return JSON.parse(readFileSync(localFiles.demo, 'utf8')) as DemoFile;
}

try {
  await playDemo(readDemoFile(), (line) => console.log(line));
  console.log(bilingual('Démonstration terminée.', 'Demo finished.'));
} catch (error) {
  console.error(explain(error));
  process.exitCode = 1;
}
