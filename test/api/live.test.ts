import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { LiveUpdates } from '../../api/live/live-updates.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { acceptedDossier, aCast, type ApiCast, draftOf, sentDossier } from '../support/api-dossiers.ts';
import { loggedIn } from '../support/api-client.ts';
import { EventReader } from '../support/event-reader.ts';
import { pino } from 'pino';

let api: TestApi;
let cast: ApiCast;

beforeAll(async () => {
  api = await startApi({ worker: true });
  cast = await aCast(api);
});
afterAll(async () => {
  await api.stop();
});

async function streamOf(number: string, headers: Record<string, string> = {}): Promise<EventReader> {
  return new EventReader(await cast.asTrainee.open(`/api/dossiers/${number}/stream`, headers));
}

describe('the stream of a dossier', () => {
  test('says where the dossier stands, then each new version', async () => {
    const { number } = await draftOf(cast);
    const events = await streamOf(number);
    expect((await events.next())?.data).toEqual({ number, version: 1, state: 'draft' });
    await cast.asTrainee.post(`/api/dossiers/${number}/submission`);
    expect(await events.next()).toEqual({
      id: '2',
      event: 'dossier',
      data: { number, version: 2, state: 'requested' },
    });
    await cast.asOrganisation.post(`/api/organisation/dossiers/${number}/reply`, { decision: 'accept' });
    expect((await events.next())?.data.state).toBe('to_validate');
    await events.close();
  });

  test('does not repeat the version that a reader had before the connection broke', async () => {
    const number = await sentDossier(cast);
    const events = await streamOf(number, { 'last-event-id': '2' });
    await cast.asTrainee.post(`/api/dossiers/${number}/cancellation`);
    expect((await events.next())?.data).toEqual({ number, version: 3, state: 'request_cancelled' });
    await events.close();
  });

  test('catches up when the connection to Postgres was cut and something happened meanwhile', async () => {
    const number = await sentDossier(cast);
    const events = await streamOf(number);
    await events.next();
    const q = queries(api.db.em.fork());
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and query ilike 'listen %'`.execute(q);
    await cast.asTrainee.post(`/api/dossiers/${number}/cancellation`);
    expect((await events.next())?.data).toMatchObject({ version: 3, state: 'request_cancelled' });
    await events.close();
  });

  test('reaches another process than the one that took the message', async () => {
    const number = await acceptedDossier(cast);
    const heard: string[] = [];
    const other = new LiveUpdates({
      db: api.db,
      databaseUrl: api.config.DATABASE_URL,
      logger: pino({ level: 'silent' }),
    });
    const arrived = new Promise<void>((resolve) => {
      const stream = {
        number,
        owner: { accountId: 'another', sessionId: 'another', endsAt: Infinity },
        announce: ({ state }: { state: string }) => {
          heard.push(state);
          if (state === 'request_cancelled') resolve();
        },
        beat: () => undefined,
        end: () => undefined,
      };
      other.add(stream as unknown as Parameters<LiveUpdates['add']>[0]);
    });
    await cast.asTrainee.post(`/api/dossiers/${number}/cancellation`);
    await arrived;
    expect(heard.at(-1)).toBe('request_cancelled');
    await other.close();
  });

  test('ends when its person logs out, and only theirs', async () => {
    const number = await sentDossier(cast);
    const elsewhere = await loggedIn(api, cast.trainee);
    const leaving = await streamOf(number);
    const staying = new EventReader(await elsewhere.open(`/api/dossiers/${number}/stream`));
    await Promise.all([leaving.next(), staying.next()]);
    await cast.asTrainee.send('DELETE', '/api/session');
    expect(await leaving.next()).toBeNull();
    await elsewhere.post(`/api/dossiers/${number}/cancellation`);
    expect((await staying.next())?.data.state).toBe('request_cancelled');
    await staying.close();
    await cast.asTrainee.logIn(cast.trainee);
  });

  test('does not prolong its session', async () => {
    const number = await sentDossier(cast);
    const response = await cast.asTrainee.open(`/api/dossiers/${number}/stream`);
    expect(response.headers.getSetCookie()).toEqual([]);
    await response.body?.cancel();
  });
});
