import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';
import { pino } from 'pino';
import { warnOfUntrustedProxies } from '../../api/http/network.ts';

const hourMs = 3_600_000;
const server = createServer();
const app = express();
const lines: { level: number; peer?: string; msg: string }[] = [];
let now = 0;

beforeAll(async () => {
  const logger = pino({}, { write: (line) => void lines.push(JSON.parse(line) as (typeof lines)[number]) });
  app.use(warnOfUntrustedProxies(logger, { now: () => now }));
  app.get('/', (req, res) => void res.json(req.ip));
  server.on('request', app).listen(0, '127.0.0.1');
  await once(server, 'listening');
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function askFor(client?: string): Promise<unknown> {
  const { port } = server.address() as AddressInfo;
  const headers = client === undefined ? {} : { 'x-forwarded-for': client };
  return await (await fetch(`http://127.0.0.1:${port}/`, { headers })).json();
}

test('a proxy that nobody named is told in the log, once an hour, with its address and without that of its clients', async () => {
  app.set('trust proxy', []);
  expect(await askFor()).toBe('127.0.0.1');
  expect(lines).toEqual([]);
  expect(await askFor('192.0.2.1')).toBe('127.0.0.1');
  await askFor('192.0.2.2');
  now += hourMs;
  await askFor('192.0.2.3');
  const warning = {
    level: 40,
    peer: '127.0.0.1',
    msg: 'X-Forwarded-For from a peer that TRUSTED_PROXIES does not name',
  };
  expect(lines).toEqual([expect.objectContaining(warning), expect.objectContaining(warning)]);
  expect(JSON.stringify(lines)).not.toContain('192.0.2.');
});

test('a proxy that was named is believed, without a word', async () => {
  lines.length = 0;
  app.set('trust proxy', ['loopback']);
  expect(await askFor('192.0.2.1')).toBe('192.0.2.1');
  expect(lines).toEqual([]);
});
