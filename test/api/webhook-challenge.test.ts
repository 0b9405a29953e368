import { afterAll, afterEach, beforeAll, beforeEach, expect, jest, test } from '@jest/globals';
import { waitFor } from '../../dev/wait-for.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { aCast, type ApiCast, sentDossier } from '../support/api-dossiers.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { type RelayedWebhooks, relayWebhooks } from '../support/webhook-relay.ts';

jest.setTimeout(120_000);

const path = '/api/organisation/webhooks';
let api: TestApi;
let webhooks: RelayedWebhooks;
let cast: ApiCast;
let receiver: Receiver;
beforeAll(async () => {
  api = await startApi({ worker: true, env: { WEBHOOKS_ALLOW_PRIVATE: 'true' } });
  webhooks = await relayWebhooks(api);
});
afterAll(async () => {
  await webhooks.stop();
  await api.stop();
});
beforeEach(async () => {
  cast = await aCast(api);
  receiver = await startReceiver();
});
afterEach(() => receiver.stop());

const make = async (url: string): Promise<string> =>
  (await cast.asOrganisation.post(path, { url })).json.webhook.id;
interface Endpoint {
  verifiedAt: string | null;
}

const read = async (id: string) =>
  (await cast.asOrganisation.get(`${path}/${id}`)).json as unknown as Endpoint;
const log = async (id: string) =>
  (await cast.asOrganisation.get(`${path}/${id}/deliveries`)).json.items as unknown as {
    type: string;
    failure: string | null;
  }[];
const types = () => receiver.received.map(({ json }) => json.type);

async function verified(id: string): Promise<void> {
  await waitFor(
    async () => {
      if ((await read(id)).verifiedAt === null) throw new Error('not verified yet');
    },
    { limitMs: 60_000 },
  );
}

async function challenged(id: string): Promise<void> {
  await waitFor(
    async () => {
      const [latest] = await log(id);
      if (latest?.failure !== 'challenge_not_answered') throw new Error('not challenged yet');
    },
    { limitMs: 60_000 },
  );
}

test('a server that takes everything and never asked to be called gets a challenge, and not one event', async () => {
  receiver.wantsCalls = false;
  const id = await make(receiver.url);
  await challenged(id);
  await sentDossier(cast);
  expect(new Set(types())).toEqual(new Set(['webhook.challenge']));
  const replay = await cast.asOrganisation.post(`${path}/${id}/replay`, { since: '2026-01-01T00:00:00Z' });
  expect([replay.status, replay.json.code]).toEqual([409, 'webhook_not_verified']);
  expect((await log(id)).map(({ type }) => type)).toEqual(['webhook.challenge']);

  receiver.wantsCalls = true;
  expect((await cast.asOrganisation.post(`${path}/${id}/test`)).status).toBe(202);
  await verified(id);
  receiver.received.length = 0;
  const number = await sentDossier(cast);
  await receiver.got(1);
  expect(receiver.received[0]?.json).toMatchObject({ type: 'dossier.requested', data: { number } });
});

test('under another address the server there is asked before it gets anything', async () => {
  const id = await make(receiver.url);
  await verified(id);
  const victim = await startReceiver();
  victim.wantsCalls = false;
  const changed = await cast.asOrganisation.send('PATCH', `${path}/${id}`, { body: { url: victim.url } });
  expect((changed.json as unknown as Endpoint).verifiedAt).toBeNull();
  await challenged(id);
  await sentDossier(cast);
  expect(new Set(victim.received.map(({ json }) => json.type))).toEqual(new Set(['webhook.challenge']));
  expect(types()).toEqual([]);
  await victim.stop();
});
