import express from 'express';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:http';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { done } from '../../api/http/reply.ts';
import { mount } from '../../api/http/mount.ts';
import { route } from '../../api/http/route.ts';
import { writeProblems } from '../../api/problems/middleware.ts';
import { createServices } from '../../api/services.ts';
import { openTemporal } from '../../api/temporal.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { ApiClient } from '../support/api-client.ts';
import { aMember } from '../support/api-members.ts';
import { anOrganisation } from '../support/api-people.ts';

let api: TestApi;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

test('a form that keys and members may send is refused without the session’s token by construction, whoever declares it', async () => {
  const temporal = openTemporal(api.config);
  if (api.live === null) throw new Error('the API keeps no streams');
  const services = createServices({
    ...{ db: api.db, temporal, config: api.config, clock: { now: () => Date.now() } },
    ...{ logger: pino({ level: 'silent' }), live: api.live },
  });
  const app = express();
  const form = route({
    ...{ method: 'post', path: '/essai', access: 'organisation', permission: 'read_dossiers' },
    ...{ tag: 'pages', summary: 'A form', form: true, successes: [] },
    handle: () => done,
  });
  mount(app, [form], services);
  app.use(writeProblems(services));
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()));
  const { port } = server.address() as AddressInfo;
  const organisation = await anOrganisation(api);
  const { client } = await aMember(api, organisation.id);
  const here = { baseUrl: `http://127.0.0.1:${port}` };
  const asMember = new ApiClient(here, {
    accept: 'application/json',
    cookie: client.sessionCookie ?? '',
  });
  const forged = await asMember.post('/essai', new URLSearchParams({ rien: '' }));
  expect([forged.status, forged.json.code]).toEqual([403, 'csrf_token_invalid']);
  const own = new URLSearchParams({ jeton: client.csrfToken ?? '' });
  expect((await asMember.post('/essai', own)).status).toBe(204);
  const byKey = new ApiClient(here, { authorization: `Bearer ${organisation.key}` });
  expect((await byKey.post('/essai', new URLSearchParams())).status).toBe(204);
  await new Promise((resolve) => server.close(resolve));
  await temporal.connection.close();
});
