import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApi, type TestApi } from '../support/api.ts';
import { visitor } from '../support/api-client.ts';
import { aCast, sentDossier } from '../support/api-dossiers.ts';
import { quietRuntime } from '../support/quiet-runtime.ts';
import { testStack } from '../support/stack.ts';
import { startDossierWorker } from '../support/worker.ts';

describe('while no worker runs', () => {
  let api: TestApi;
  beforeAll(async () => {
    quietRuntime();
    api = await startApi();
  });
  afterAll(async () => {
    await api.stop();
  });

  const worker = () =>
    startDossierWorker({ db: api.db, temporalAddress: testStack.temporalAddress, taskQueue: api.taskQueue });

  test('a message is kept, answered 202, and taken up once when a worker comes back', async () => {
    const cast = await aCast(api);
    const first = await worker();
    const number = await sentDossier(cast);
    await first.stop();

    const path = `/api/organisation/dossiers/${number}`;
    const headers = { 'idempotency-key': randomUUID() };
    const kept = await cast.asOrganisation.post(`${path}/reply`, { decision: 'accept' }, headers);
    expect([kept.status, kept.json.status, kept.headers.get('location')]).toEqual([202, 'received', path]);
    const detail = await cast.asOrganisation.get(path);
    expect(detail.json).toMatchObject({ state: 'requested', source: 'projection' });

    const second = await worker();
    const again = await cast.asOrganisation.post(`${path}/reply`, { decision: 'accept' }, headers);
    expect(again.json).toMatchObject({ state: 'to_validate', version: 3 });
    const events = await cast.asTrainee.get(`/api/dossiers/${number}/events`);
    expect(events.json.items).toHaveLength(3);
    await second.stop();
  });

  test('a new draft is kept too', async () => {
    const cast = await aCast(api);
    const { trainingId, sessionId } = cast;
    const headers = { 'idempotency-key': randomUUID() };
    const kept = await cast.asTrainee.post('/api/dossiers', { trainingId, sessionId }, headers);
    expect(kept.status).toBe(202);
    const running = await worker();
    const again = await cast.asTrainee.post('/api/dossiers', { trainingId, sessionId }, headers);
    expect([again.status, again.json.number]).toEqual([201, kept.json.number]);
    await running.stop();
  });
});

describe('while Temporal is away', () => {
  let api: TestApi;
  beforeAll(async () => {
    // Port 1 answers nobody.
    api = await startApi({ temporalAddress: '127.0.0.1:1' });
  });
  afterAll(async () => {
    await api.stop();
  });

  test('the API lives, says what is down, and reads go on', async () => {
    expect((await visitor(api).get('/healthz')).status).toBe(200);
    const ready = await visitor(api).get('/readyz');
    expect([ready.status, ready.json.down]).toEqual([503, ['temporal']]);
    expect((await (await aCast(api)).asTrainee.get('/api/dossiers')).json).toEqual({
      items: [],
      nextPage: null,
    });
  });

  test('a write answers 503 and says when to try again', async () => {
    const { asTrainee, trainingId } = await aCast(api);
    const answer = await asTrainee.post('/api/dossiers', { trainingId });
    expect([answer.status, answer.json.code]).toEqual([503, 'temporarily_unavailable']);
    expect(answer.headers.get('retry-after')).toBe('5');
  });
});
