import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { createNirVault } from '../../db/nir-vault.ts';
import type { Mailbox } from '../../dev/mailbox/start-mailbox.ts';
import { tokenMailedTo } from '../support/account-world.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { loggedIn, visitor } from '../support/api-client.ts';
import { aTrainee, type TestTrainee } from '../support/api-people.ts';
import { mailTo, startTestMailbox } from '../support/mailbox.ts';
import { mailsTo } from '../support/registrations.ts';

jest.setTimeout(60_000);

const [old, fresh] = [randomBytes(32).toString('base64'), randomBytes(32).toString('base64')];
let api: TestApi;
let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await startTestMailbox();
  api = await startApi({ worker: true, env: { ...mailsTo(mailbox), NIR_INDEX_KEY: `${fresh},${old}` } });
});
afterAll(async () => {
  await api.stop();
  await mailbox.close();
});

/** Somebody whose number is still found by the old key. */
async function someone(): Promise<TestTrainee> {
  const trainee = await aTrainee(api);
  const before = createNirVault({ keys: api.config.NIR_ENCRYPTION_KEYS, indexKey: old });
  await sql`
    update trainees set nir_index = ${before.indexOf(trainee.nir)}, nir_index_key_id = ${before.indexKeyId}
    where id = ${trainee.id}`.execute(queries(api.db.em.fork()));
  return trainee;
}

test('while the index key changes, a link to a new password arrives and works, and makes wrong logins before forgotten', async () => {
  const trainee = await someone();
  for (let count = 0; count < 6; count += 1)
    await visitor(api).logIn({ nir: trainee.nir, password: 'Faux-mot-de-passe-1' });
  await mailTo(mailbox, trainee.email, ({ subject }) => subject === 'Tentatives de connexion à votre compte');
  await visitor(api).post('/api/password-resets', { nir: trainee.nir });
  const token = await tokenMailedTo(mailbox, trainee.email, /nouveau mot de passe/);
  const password = 'Deux étés à Brest 43';
  const done = await visitor(api).post('/api/password-resets/completion', { token, password });
  expect(done.status).toBe(204);
  expect((await visitor(api).logIn({ nir: trainee.nir, password })).status).toBe(200);
});

test('while the index key changes, a device where the account was used before is still spared', async () => {
  const trainee = await someone();
  const own = await loggedIn(api, trainee);
  for (let count = 0; count < 6; count += 1)
    await visitor(api).logIn({ nir: trainee.nir, password: 'Faux-mot-de-passe-1' });
  expect((await visitor(api).logIn(trainee)).status).toBe(429);
  expect((await own.logIn(trainee)).status).toBe(200);
});
