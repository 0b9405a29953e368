import { Agent, request } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApi, type TestApi } from '../support/api.ts';
import { loggedIn } from '../support/api-client.ts';
import { aCast, type ApiCast, sentDossier } from '../support/api-dossiers.ts';

// Two thousand sockets, both ends in this process.

const streams = 1_000;
const sessions = 5;
/** A stream's socket, request, response and place in the lists; ten times less is usual. */
const mostBytesEach = 100_000;

let api: TestApi;
let cast: ApiCast;

beforeAll(async () => {
  api = await startApi({ worker: true });
  cast = await aCast(api);
});
afterAll(async () => {
  await api.stop();
});

/** Opens a stream and tells when it has heard of a state. */
function listener(path: string, cookie: string, agent: Agent) {
  let text = '';
  let notify = (): void => undefined;
  const sent = request(`${api.baseUrl}${path}`, { agent, headers: { cookie } });
  sent.on('response', (response) =>
    response.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
      notify();
    }),
  );
  // Ended on purpose at the end of the test.
  sent.on('error', () => undefined);
  sent.end();
  const heard = (state: string) =>
    new Promise<void>((resolve) => {
      notify = () => (text.includes(`"${state}"`) ? resolve() : undefined);
      notify();
    });
  return { heard, close: () => sent.destroy() };
}

test('a thousand streams on one process all hear of a change, in bounded memory, and leave nothing behind', async () => {
  const number = await sentDossier(cast);
  const clients = await Promise.all(Array.from({ length: sessions }, () => loggedIn(api, cast.trainee)));
  const agent = new Agent({ keepAlive: false, maxSockets: Infinity });
  const before = process.memoryUsage().rss;
  const listeners = Array.from({ length: streams }, (_, place) =>
    listener(`/api/dossiers/${number}/stream`, clients[place % sessions]?.sessionCookie ?? '', agent),
  );
  await Promise.all(listeners.map(({ heard }) => heard('requested')));
  expect(api.live?.size).toBe(streams);
  // Both ends of every connection are in this process.
  expect((process.memoryUsage().rss - before) / streams).toBeLessThan(2 * mostBytesEach);

  await cast.asTrainee.post(`/api/dossiers/${number}/cancellation`);
  await Promise.all(listeners.map(({ heard }) => heard('request_cancelled')));

  for (const { close } of listeners) close();
  while ((api.live?.size ?? 0) > 0) await new Promise((resolve) => setImmediate(resolve));
  expect(api.live?.size).toBe(0);
  agent.destroy();
});
