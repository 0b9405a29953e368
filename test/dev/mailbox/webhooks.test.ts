import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Resend } from 'resend';
import { type Mailbox } from '../../../dev/mailbox/start-mailbox.ts';
import { waitFor } from '../../../dev/wait-for.ts';
import { startTestMailbox } from '../../support/mailbox.ts';

const secret = `whsec_${Buffer.alloc(24, 5).toString('base64')}`;
const mail = { from: 'dossiers@example.fr', subject: 'Bonjour', text: 'Bonjour' };
interface Call {
  id: string;
  type: string;
  verified: boolean;
}

let receiver: Server;
let mailbox: Mailbox;
let resend: Resend;
let refusals = 0;
const calls: Call[] = [];

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const payload = Buffer.concat(parts).toString();
      const header = (name: string) => String(request.headers[name]);
      const headers = {
        id: header('svix-id'),
        timestamp: header('svix-timestamp'),
        signature: header('svix-signature'),
      };
      const event = resend.webhooks.verify({ payload, headers, webhookSecret: secret });
      calls.push({ id: headers.id, type: event.type, verified: true });
      response.statusCode = refusals > 0 ? 503 : 200;
      refusals -= 1;
      response.end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  mailbox = await startTestMailbox({
    webhook: { url: `http://127.0.0.1:${port}/hook`, secret, retryPausesMs: [5, 5] },
  });
  resend = new Resend(mailbox.apiKey, { baseUrl: mailbox.url });
});
beforeEach(() => {
  calls.length = 0;
  refusals = 0;
});
afterAll(async () => {
  await mailbox.close();
  receiver.close();
});

async function typesAfter(to: string, count: number): Promise<string[]> {
  await resend.emails.send({ ...mail, to });
  await waitFor(() => (calls.length >= count ? Promise.resolve() : Promise.reject(new Error('not yet'))), {
    everyMs: 10,
  });
  return calls.map(({ type }) => type);
}

describe('webhooks, as the real client verifies them', () => {
  test.each([
    ['camille@example.fr', ['email.sent', 'email.delivered'], 'delivered'],
    ['bounced+1@example.fr', ['email.sent', 'email.bounced'], 'bounced'],
    ['complained@example.fr', ['email.sent', 'email.delivered', 'email.complained'], 'complained'],
    ['suppressed@example.fr', ['email.suppressed'], 'suppressed'],
  ])('tell what became of a mail to %s', async (to, types, status) => {
    expect(await typesAfter(to, types.length)).toEqual(types);
    expect(mailbox.mails(to)[0]?.status).toBe(status);
  });

  test('are sent again under the same id until they are taken', async () => {
    refusals = 2;
    await typesAfter('sacha@example.fr', 4);
    const sent = calls.filter(({ type }) => type === 'email.sent');
    const delivered = calls.filter(({ type }) => type === 'email.delivered');
    expect(calls).toHaveLength(4);
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
    expect(new Set(delivered.map(({ id }) => id)).size).toBe(1);
  });
});
