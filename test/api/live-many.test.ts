import { Agent, request } from 'node:http';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApi, type TestApi } from '../support/api.ts';
import { loggedIn } from '../support/api-client.ts';
import { aCast, type ApiCast, sentDossier } from '../support/api-dossiers.ts';

// Two thousand sockets, both ends in this process.

const streams = 1_000;
const accounts = 4;
/** Of one account, on whatever devices. */
const mostOfAccount = streams / accounts;
/** A stream's socket, request, response and place in the lists; ten times less is usual. */
const mostBytesEach = 100_000;

let api: TestApi;
let casts: ApiCast[];

beforeAll(async () => {
  api = await startApi({ worker: true });
  casts = await Promise.all(Array.from({ length: accounts }, () => aCast(api)));
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

function never(): never {
  throw new Error('there is no account');
}

test('a thousand streams on one process all hear of a change, in bounded memory, and leave nothing behind', async () => {
  const numbers = await Promise.all(casts.map(sentDossier));
  const clients = await Promise.all(casts.map(({ trainee }) => loggedIn(api, trainee)));
  const agent = new Agent({ keepAlive: false, maxSockets: Infinity });
  const before = process.memoryUsage().rss;
  const listeners = Array.from({ length: streams }, (_, place) =>
    listener(
      `/api/dossiers/${numbers[place % accounts]}/stream`,
      clients[place % accounts]?.sessionCookie ?? '',
      agent,
    ),
  );
  await Promise.all(listeners.map(({ heard }) => heard('requested')));
  expect(api.live?.size).toBe(streams);
  // Both ends of every connection are in this process.
  expect((process.memoryUsage().rss - before) / streams).toBeLessThan(2 * mostBytesEach);

  // Another session of one of them gets no more than all of that person's together.
  const [one] = casts;
  const elsewhere = await loggedIn(api, one?.trainee ?? never());
  expect(await elsewhere.statusOf(`/api/dossiers/${numbers[0]}/stream`)).toBe(429);
  expect(mostOfAccount).toBe(250);

  await Promise.all(
    casts.map(({ asTrainee }, place) => asTrainee.post(`/api/dossiers/${numbers[place]}/cancellation`)),
  );
  await Promise.all(listeners.map(({ heard }) => heard('request_cancelled')));

  for (const { close } of listeners) close();
  while ((api.live?.size ?? 0) > 0) await new Promise((resolve) => setImmediate(resolve));
  expect(api.live?.size).toBe(0);
  agent.destroy();
});
