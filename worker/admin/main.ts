/** `npm run admin -- …`: the commands of whoever runs the service. */
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';
import { runAdmin } from './run-admin.ts';

async function readLine(): Promise<string> {
  const input = createInterface({ input: process.stdin });
  try {
    for await (const line of input) return line;
    return '';
  } finally {
    input.close();
  }
}

process.exitCode = await runAdmin(process.argv.slice(2), {
  env: process.env,
  localSettingsFile: fileURLToPath(new URL('../../.local/admin.env', import.meta.url)),
  // npm changes to the project's folder; what is typed counts from where it was typed.
  folder: process.env['INIT_CWD'] ?? process.cwd(),
  print: (line) => console.log(line),
  printError: (line) => console.error(line),
  readLine,
  progress: process.stderr,
  // Temporal's client takes half a second to load, and only one command needs it.
  connectDossiers: async (config) => (await import('./dossier-connection.ts')).connectDossiers(config),
});
