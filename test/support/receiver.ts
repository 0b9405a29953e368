import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** One request that a receiver got. */
export interface Received {
  headers: IncomingHttpHeaders;
  body: string;
  json: { type: string; timestamp: string; data: { number?: string; state?: string; version?: number } };
}

/** A server on this machine that takes webhooks, and answers as a test wants. */
export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** How it answers from now on: a status, or nothing at all. */
  answer: { status: number; headers?: Record<string, string>; body?: string } | 'hang';
  /** Whether it gives challenges back, as a server does that wants to be called; else it takes them for any message. */
  wantsCalls: boolean;
  /** Requests that wait for their answer, and whose sender still does. */
  readonly pending: number;
  /** Waits until it has got so many requests. */
  got(count: number): Promise<readonly Received[]>;
  stop(): Promise<void>;
}

/** Starts a receiver. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  let pending = 0;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    pending += 1;
    response.on('close', () => (pending -= 1));
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString('utf8');
      const { type, data } = JSON.parse(body) as { type: string; data: { challenge?: string } };
      if (type === 'webhook.challenge' && receiver.wantsCalls) {
        response.writeHead(200).end(data.challenge);
        return;
      }
      received.push({ headers: request.headers, body, json: JSON.parse(body) as Received['json'] });
      if (receiver.answer === 'hang') return;
      const { status, headers, body: text } = receiver.answer;
      response.writeHead(status, headers).end(text);
    });
  });
  const url = await listening(server);
  const receiver: Receiver = {
    url,
    received,
    answer: { status: 204 },
    wantsCalls: true,
    get pending() {
      return pending;
    },
    got: async (count) => {
      while (received.length < count) await sleep(20);
      return received;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return receiver;
}

/** Lets a server listen on a free port of this machine; gives its address. */
export async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}
