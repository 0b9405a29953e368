import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Writable } from 'node:stream';
import { pino } from 'pino';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { type ApiClient, visitor } from '../support/api-client.ts';
import {
  acceptedDossier,
  aCast,
  type ApiCast,
  sentDossier,
  validatedDossier,
} from '../support/api-dossiers.ts';

let api: TestApi;
let cast: ApiCast;
let logged = '';

beforeAll(async () => {
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, next) => {
      logged += chunk.toString();
      next();
    },
  });
  api = await startApi({ worker: true, logger: pino({ level: 'trace' }, sink) });
});
afterAll(async () => {
  await api.stop();
});
beforeEach(async () => {
  cast = await aCast(api, { balanceCents: 500_000 });
});

async function feedOf(client: ApiClient, path = '/api/calendar-feed'): Promise<string> {
  const made = await client.post(path);
  expect(made.status).toBe(201);
  return new URL(made.json.url).pathname;
}

const uids = (text: string) => [...text.matchAll(/^UID:(.*)\r$/gm)].map(([, uid]) => uid).sort();

describe('a trainee’s calendar', () => {
  test('holds the deadlines and sessions of every open dossier, under the same names as mails and files', async () => {
    const path = await feedOf(cast.asTrainee);
    const sent = await sentDossier(cast);
    const ended = await sentDossier(cast);
    await cast.asTrainee.post(`/api/dossiers/${ended}/cancellation`);
    const validated = await validatedDossier(cast);
    const { text, headers } = await visitor(api).get(path);
    expect(headers.get('content-type')).toContain('text/calendar');
    expect(uids(text)).toEqual(
      [
        ...[`dossier-${sent}-deadline`, `dossier-${sent}-session`, `dossier-${validated}-session`],
        `dossier-${ended}-session`,
      ].sort(),
    );
    expect(text.match(/^STATUS:(.*)\r$/gm)?.sort()).toEqual([
      'STATUS:CANCELLED\r',
      'STATUS:CONFIRMED\r',
      'STATUS:TENTATIVE\r',
    ]);
  });

  test('raises the sequence of an event with the dossier’s version', async () => {
    const path = await feedOf(cast.asTrainee);
    const number = await acceptedDossier(cast);
    const { version } = (await cast.asTrainee.get(`/api/dossiers/${number}`)).json;
    const { text } = await visitor(api).get(path);
    expect([...text.matchAll(/^SEQUENCE:(\d+)/gm)].map(([, sequence]) => Number(sequence))).toEqual([
      version,
      version,
    ]);
  });

  test('answers 304 to a reader who has it, until something changes', async () => {
    const path = await feedOf(cast.asTrainee);
    const number = await sentDossier(cast);
    const etag = (await visitor(api).get(path)).headers.get('etag') ?? '';
    const known = { 'if-none-match': `W/${etag}` };
    expect(await visitor(api).get(path, known)).toMatchObject({ status: 304, text: '' });
    await cast.asTrainee.post(`/api/dossiers/${number}/cancellation`);
    expect((await visitor(api).get(path, known)).status).toBe(200);
  });

  test('has one address: a new one or a revocation ends the one before', async () => {
    const first = await feedOf(cast.asTrainee);
    expect((await cast.asTrainee.get('/api/calendar-feed')).json).toMatchObject({
      createdAt: expect.any(String),
    });
    const second = await feedOf(cast.asTrainee);
    expect((await visitor(api).get(first)).json.code).toBe('calendar_not_found');
    expect((await visitor(api).get(second)).status).toBe(200);
    await cast.asTrainee.send('DELETE', '/api/calendar-feed');
    expect((await visitor(api).get(second)).status).toBe(404);
  });

  test('leaves its address neither in the database nor in the log', async () => {
    const path = await feedOf(cast.asTrainee);
    await visitor(api).get(path);
    const token = path.split('/').at(-1)?.replace('.ics', '') ?? '';
    expect(logged).toContain('/api/calendars/:token.ics');
    expect(logged).not.toContain(token);
    const { rows } = await sql`select * from calendar_feeds`.execute(queries(api.db.em.fork()));
    expect(JSON.stringify(rows)).not.toContain(token);
  });

  test('is read sixty times an hour at most', async () => {
    const path = await feedOf(cast.asTrainee);
    const statuses: number[] = [];
    for (let time = 0; time < 61; time += 1) statuses.push((await visitor(api).get(path)).status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(60);
    expect(statuses.at(-1)).toBe(429);
  });
});

describe('an organisation’s calendar', () => {
  test('holds the deadlines that it must keep itself, and no other', async () => {
    const path = await feedOf(cast.asOrganisation, '/api/organisation/calendar-feed');
    const number = await sentDossier(cast);
    await acceptedDossier(cast);
    const { text } = await visitor(api).get(path);
    expect(uids(text)).toEqual([`dossier-${number}-deadline`]);
  });
});
