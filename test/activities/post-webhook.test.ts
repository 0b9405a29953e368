import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import { postWebhook } from '../../activities/webhooks/post-webhook.ts';
import { createReceiver, type DossierEvent } from '../../docs/examples/receive-webhook.ts';
import { listening, type Receiver, startReceiver } from '../support/receiver.ts';

const secret = () => `whsec_${randomBytes(32).toString('base64')}`;
const payload = JSON.stringify({
  type: 'dossier.requested',
  timestamp: '2026-11-22T10:00:00.000Z',
  data: {},
});
const network = { allowPrivate: true, resolve: () => Promise.resolve(['127.0.0.1']) };

let receiver: Receiver;
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.stop());

const webhook = (overrides: Partial<Parameters<typeof postWebhook>[0]> = {}) => ({
  url: receiver.url,
  webhookId: 'msg_1',
  payload,
  secrets: [secret()],
  nowMs: Date.now(),
  ...overrides,
});

describe('a webhook', () => {
  test('is verified by the library of the specification, with each of its secrets', async () => {
    const secrets = [secret(), secret()];
    expect(await postWebhook(webhook({ secrets }), network)).toMatchObject({
      responseStatus: 204,
      failure: null,
    });
    const [got] = receiver.received;
    for (const one of secrets) {
      expect(new Webhook(one).verify(got?.body ?? '', got?.headers as Record<string, string>)).toEqual(
        JSON.parse(payload),
      );
    }
    expect(() =>
      new Webhook(secret()).verify(got?.body ?? '', got?.headers as Record<string, string>),
    ).toThrow();
  });

  test('is taken once by the receiver of the documentation, and one that is forged or old is not', async () => {
    const taken: DossierEvent[] = [];
    const own = secret();
    const server = createReceiver(own, new Set(), (event) => taken.push(event));
    const url = await listening(server);
    const statuses = [
      await postWebhook(webhook({ url, secrets: [own] }), network),
      await postWebhook(webhook({ url, secrets: [own] }), network),
      await postWebhook(webhook({ url }), network),
      await postWebhook(webhook({ url, secrets: [own], nowMs: Date.now() - 600_000 }), network),
    ].map(({ responseStatus }) => responseStatus);
    server.close();
    expect(statuses).toEqual([204, 204, 400, 400]);
    expect(taken).toEqual([JSON.parse(payload)]);
  });

  test('follows no redirect', async () => {
    receiver.answer = { status: 302, headers: { location: receiver.url } };
    expect(await postWebhook(webhook(), network)).toMatchObject({ responseStatus: 302 });
    expect(receiver.received).toHaveLength(1);
  });

  test('keeps a short excerpt of the answer alone', async () => {
    receiver.answer = { status: 500, body: `\0${'x'.repeat(5_000_000)}` };
    const { responseExcerpt } = await postWebhook(webhook(), network);
    expect(responseExcerpt).toMatch(/^x{1,500}$/);
  });

  test('waits ten seconds for an answer, and no longer', async () => {
    receiver.answer = 'hang';
    const { failure, durationMs } = await postWebhook(webhook(), network);
    expect(failure).toBe('timeout');
    expect(durationMs).toBeGreaterThanOrEqual(9_900);
  });

  test('tells why there was no answer', async () => {
    const { url } = receiver;
    await receiver.stop();
    expect((await postWebhook(webhook({ url }), network)).failure).toBe('econnrefused');
    const unknown = { ...network, resolve: () => Promise.reject(new Error('not found')) };
    expect((await postWebhook(webhook({ url: 'http://hook.test/' }), unknown)).failure).toBe('unknown_host');
    receiver = await startReceiver();
  });
});

describe('a name', () => {
  const port = () => new URL(receiver.url).port;

  test('that leads to this machine gets nothing, though one of its addresses is public', async () => {
    for (const addresses of [['127.0.0.1'], ['::1'], ['93.184.216.34', '127.0.0.1']]) {
      const strict = { allowPrivate: false, resolve: () => Promise.resolve(addresses) };
      const found = await postWebhook(webhook({ url: 'https://hook.test/' }), strict);
      expect(found.failure).toBe('private_address');
    }
  });

  test('is resolved once: what was checked is what is connected to', async () => {
    const answers = ['127.0.0.1', '192.0.2.1'];
    const resolve = jest.fn(() => Promise.resolve([answers.shift() ?? '192.0.2.1']));
    const url = `http://rebinding.test:${port()}/hook`;
    const found = await postWebhook(webhook({ url }), { allowPrivate: true, resolve });
    expect(found.responseStatus).toBe(204);
    expect(receiver.received[0]?.headers.host).toBe(`rebinding.test:${port()}`);
    expect(resolve).toHaveBeenCalledTimes(1);
  });
});
