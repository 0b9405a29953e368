import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { waitFor } from '../../dev/wait-for.ts';
import { connectDossiers } from '../../worker/admin/dossier-connection.ts';
import { dossierWorkflowId } from '../../workflows/dossier/contract.ts';
import { adminConsole } from '../support/admin-console.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { aCast, sentDossier } from '../support/api-dossiers.ts';
import { testSecrets } from '../support/secrets.ts';
import { testStack } from '../support/stack.ts';

let api: TestApi;
let client: Client;
let number: string;
beforeAll(async () => {
  api = await startApi({ worker: true });
  client = new Client({ connection: await Connection.connect({ address: testStack.temporalAddress }) });
  number = await sentDossier(await aCast(api));
});
afterAll(async () => {
  await api.stop();
  await client.connection.close();
});

function consoleOf(temporalAddress = testStack.temporalAddress) {
  const env = {
    ...testSecrets(),
    DATABASE_URL: api.config.DATABASE_URL,
    TEMPORAL_ADDRESS: temporalAddress,
    TEMPORAL_TASK_QUEUE: api.taskQueue,
    PUBLIC_URL: 'http://localhost:3000',
    NODE_ENV: 'test',
  };
  return adminConsole({
    ...{ env, folder: '.' },
    connectDossiers: (config) => connectDossiers(config, '1 second'),
  });
}

describe('dossiers check', () => {
  test('says that all is well, then which dossier nobody follows, and heals it when asked', async () => {
    await waitFor(async () => {
      const admin = consoleOf();
      expect(await admin.run('dossiers', 'check')).toBe(0);
      expect(admin.printed).toEqual(['Tous les dossiers sont suivis.']);
    });
    const handle = client.workflow.getHandle(dossierWorkflowId(number as never));
    await handle.terminate('by mistake');
    await waitFor(async () => {
      const admin = consoleOf();
      await admin.run('dossiers', 'check');
      expect(admin.printed).toEqual([
        `${number} (Demande d'inscription) : aucun workflow ne le suit.`,
        'Dossiers à relancer : 1.',
      ]);
    });
    const healing = consoleOf();
    expect(await healing.run('dossiers', 'check', '--heal')).toBe(0);
    expect(healing.printed.at(-1)).toBe('Dossiers à relancer : 1 ; leurs workflows ont été relancés.');
    await waitFor(async () => expect((await handle.describe()).status.name).toBe('RUNNING'));
  });

  test('says that Temporal does not answer', async () => {
    const away = consoleOf('127.0.0.1:1');
    expect(await away.run('dossiers', 'check')).toBe(1);
    expect(away.errors).toEqual([expect.stringContaining('Temporal ne répond pas à l’adresse 127.0.0.1:1')]);
  });
});
