import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createSecretBox } from '../../db/secret-box.ts';
import { createEndpoint } from '../../db/webhooks/endpoints.ts';
import { replaySince } from '../../db/webhooks/delivery-log.ts';
import { instant } from '../../domain/calendar/paris-time.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { aCast, type ApiCast, sentDossier } from '../support/api-dossiers.ts';
import { aPdf } from '../support/files.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { type RelayedWebhooks, relayWebhooks } from '../support/webhook-relay.ts';
import { confirmEndpoint } from '../support/webhook-world.ts';

let api: TestApi;
let webhooks: RelayedWebhooks;
let receiver: Receiver;
let cast: ApiCast;
let number: string;

beforeAll(async () => {
  api = await startApi({ worker: true });
  webhooks = await relayWebhooks(api);
});
afterAll(async () => {
  await webhooks.stop();
  await api.stop();
});
beforeEach(async () => {
  receiver = await startReceiver();
  cast = await aCast(api);
  number = await sentDossier(cast);
});
afterEach(() => receiver.stop());

async function endpoint(events: string[], organisationId = cast.organisation.id): Promise<string> {
  const id = randomUUID();
  const secrets = createSecretBox(api.config.SECRETS_ENCRYPTION_KEYS);
  const wish = { id, url: receiver.url, description: '', events };
  await createEndpoint(api.db.em.fork(), secrets, organisationId, wish);
  await confirmEndpoint(api.db, id);
  return id;
}

async function attach(): Promise<string> {
  const { json } = await cast.asTrainee.send('POST', `/api/dossiers/${number}/messages/attachments`, {
    body: aPdf(),
    headers: { 'content-type': 'application/pdf', 'x-file-name': 'programme.pdf' },
  });
  return json.id;
}

const write = async (text: string, attachments: string[] = [], key: string = randomUUID()) =>
  await cast.asTrainee.post(
    `/api/dossiers/${number}/messages`,
    { text, attachments },
    { 'idempotency-key': key },
  );
const told = () => receiver.received.map(({ json }) => json);

test('a trainee’s message and its files are told by their ids, nothing of what they say', async () => {
  await endpoint(['dossier.message', 'dossier.file']);
  const plain = (await write('Où est la salle ?')).json.id;
  const file = await attach();
  const withFile = (await write('Voici mon attestation', [file])).json.id;
  await webhooks.settled();
  const data = { number, state: 'requested', version: 2 };
  expect(told()).toEqual([
    {
      type: 'dossier.message',
      timestamp: expect.any(String),
      data: { ...data, messageId: plain, attachmentIds: [] },
    },
    ...['dossier.message', 'dossier.file'].map((type) => ({
      ...{ type, timestamp: expect.any(String) },
      data: { ...data, messageId: withFile, attachmentIds: [file] },
    })),
  ]);
  const read = await cast.asOrganisation.get(
    `/api/organisation/dossiers/${number}/messages/attachments/${file}`,
  );
  expect(read.status).toBe(200);
});

test('one sent twice is told once; the organisation’s own message, and another’s endpoint, never', async () => {
  await endpoint(['dossier.message']);
  await endpoint(['dossier.message'], (await aCast(api)).organisation.id);
  await Promise.all([write('Bonjour', [], 'once'), write('Bonjour', [], 'once')]);
  await cast.asOrganisation.post(`/api/organisation/dossiers/${number}/messages`, { text: 'Bonjour' });
  await webhooks.settled();
  expect(told()).toHaveLength(1);
});

test('a message comes after the events before it, and is replayed with them', async () => {
  const id = await endpoint(['dossier.requested', 'dossier.to_validate', 'dossier.message']);
  number = await sentDossier(cast);
  await write('Merci de votre réponse');
  await cast.asOrganisation.post(`/api/organisation/dossiers/${number}/reply`, { decision: 'accept' });
  await webhooks.settled();
  const types = () => told().map(({ type }) => type);
  await receiver.got(3);
  expect(types()).toEqual(['dossier.requested', 'dossier.message', 'dossier.to_validate']);
  const events = ['dossier.message'];
  const since = instant('2020-01-01T00:00:00Z');
  expect(await replaySince(api.db.em.fork(), { id, events }, cast.organisation.id, since)).toBe(1);
  await webhooks.settled();
  expect(types().at(-1)).toBe('dossier.message');
});
