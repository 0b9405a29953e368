import { expect } from '@jest/globals';
import { waitFor } from '../../dev/wait-for.ts';
import type { ApiClient } from './api-client.ts';

/** An export of a person's data, as its list shows it. */
export interface Export {
  id: string;
  status: string;
  expiresAt: string;
}

/** Asks for an export and waits until it is ready. */
export async function preparedExport(client: ApiClient): Promise<Export> {
  expect((await client.post('/api/account/exports')).status).toBe(202);
  return await waitFor(async () => {
    const [found] = (await client.get('/api/account/exports')).json['items'] as unknown as Export[];
    if (found?.status !== 'ready') throw new Error('not ready');
    return found;
  });
}

/** Gives the password once more: a session alone opens no export. */
export async function proveAgain(client: ApiClient, password: string): Promise<void> {
  expect((await client.post('/api/session/proof', { password })).status).toBe(204);
}
