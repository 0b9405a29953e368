import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import type { Mailbox } from '../../dev/mailbox/start-mailbox.ts';
import { aTraineeAtHome, refusedCodes, tokenMailedTo } from '../support/account-world.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { ApiClient, loggedIn, visitor } from '../support/api-client.ts';
import { aTrainee, someNir } from '../support/api-people.ts';
import { mailTo, startTestMailbox } from '../support/mailbox.ts';
import { mailsTo } from '../support/registrations.ts';

const another = 'Deux étés à Brest 43';
const resetSubject = /nouveau mot de passe/;
let api: TestApi;
let mailbox: Mailbox;
let ahead = 0;

beforeAll(async () => {
  mailbox = await startTestMailbox();
  api = await startApi({ worker: true, env: mailsTo(mailbox), clock: { now: () => Date.now() + ahead } });
});
afterAll(async () => {
  await api.stop();
  await mailbox.close();
});
beforeEach(async () => {
  ahead = 0;
  await sql`delete from rate_limits`.execute(queries(api.db.em.fork()));
  await sql`delete from login_guards`.execute(queries(api.db.em.fork()));
});

const finish = (token: string, password = another) =>
  visitor(api).post('/api/password-resets/completion', { token, password });

describe('a forgotten password', () => {
  test('is replaced by a link, once; every session ends and the owner is told', async () => {
    const { trainee, client } = await aTraineeAtHome(api);
    const asked = await visitor(api).post('/api/password-resets', { nir: trainee.nir });
    expect([asked.status, asked.json]).toEqual([202, {}]);
    const token = await tokenMailedTo(mailbox, trainee.email, resetSubject);
    expect((await finish(token)).status).toBe(204);
    expect((await client.get('/api/session')).status).toBe(401);
    expect((await visitor(api).logIn(trainee)).status).toBe(401);
    expect((await visitor(api).logIn({ ...trainee, password: another })).status).toBe(200);
    await mailTo(mailbox, trainee.email, ({ subject }) => subject === 'Votre mot de passe a changé');
    const again = await finish(token);
    expect([again.status, again.json.code]).toEqual([410, 'link_invalid']);
  });

  test('is asked for in the same way by who has no account', async () => {
    const owner = await aTrainee(api);
    const answers = await Promise.all(
      [owner.nir, someNir()].map((nir) => visitor(api).post('/api/password-resets', { nir })),
    );
    expect(answers.map(({ status, json }) => [status, json])).toEqual([
      [202, {}],
      [202, {}],
    ]);
  });

  test('is not replaced by itself: the link is kept for another', async () => {
    const trainee = await aTrainee(api);
    await visitor(api).post('/api/password-resets', { nir: trainee.nir });
    const token = await tokenMailedTo(mailbox, trainee.email, resetSubject);
    expect(refusedCodes((await finish(token, trainee.password)).json)).toEqual(['same_password']);
    expect((await finish(token)).status).toBe(204);
  });

  test('keeps its link when the new password is refused, rule by rule', async () => {
    const trainee = await aTrainee(api);
    await visitor(api).post('/api/password-resets', { nir: trainee.nir });
    const token = await tokenMailedTo(mailbox, trainee.email, resetSubject);
    const refused = await finish(token, `Exemple-${trainee.nir}`);
    expect(refusedCodes(refused.json)).toEqual(['contains_nir', 'contains_name']);
    expect((await finish(token)).status).toBe(204);
  });

  test('has a link that counts for an hour', async () => {
    const trainee = await aTrainee(api);
    await visitor(api).post('/api/password-resets', { nir: trainee.nir });
    const token = await tokenMailedTo(mailbox, trainee.email, resetSubject);
    ahead = 60 * 60_000 + 1_000;
    expect((await finish(token)).json.code).toBe('link_invalid');
    ahead = 59 * 60_000;
    expect((await finish(token)).status).toBe(204);
  });

  test('has a link that two cannot use at once', async () => {
    const trainee = await aTrainee(api);
    await visitor(api).post('/api/password-resets', { nir: trainee.nir });
    const token = await tokenMailedTo(mailbox, trainee.email, resetSubject);
    const answers = await Promise.all([finish(token), finish(token, 'Trois étés à Brest 44')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 410]);
  });

  test('has a link that Postgres cannot give away, and the log never sees', async () => {
    const trainee = await aTrainee(api);
    await visitor(api).post('/api/password-resets', { nir: trainee.nir });
    const token = await tokenMailedTo(mailbox, trainee.email, resetSubject);
    const { rows } = await sql<{
      row: string;
    }>`select account_requests::text as row from account_requests`.execute(queries(api.db.em.fork()));
    const text = rows.map(({ row }) => row).join('');
    expect(text).not.toContain(token);
    expect(text).not.toContain(Buffer.from(token).toString('hex'));
    expect(text).not.toContain(Buffer.from(token, 'base64url').toString('hex'));
  });

  test.each(['', 'x', 'x'.repeat(200)])('has no link %j', async (token) => {
    expect([410, 422]).toContain((await finish(token)).status);
  });

  test('is asked for three times an hour at most', async () => {
    const { nir } = await aTrainee(api);
    const statuses: number[] = [];
    for (let count = 0; count < 4; count += 1) {
      statuses.push((await visitor(api).post('/api/password-resets', { nir })).status);
    }
    expect(statuses).toEqual([202, 202, 202, 429]);
  });
});

describe('changing the password', () => {
  test('takes the old one, ends the other sessions and gives this one a new id', async () => {
    const { trainee, client } = await aTraineeAtHome(api);
    const elsewhere = await loggedIn(api, trainee);
    const before = client.sessionCookie ?? '';
    const wrong = await client.send('PUT', '/api/password', {
      body: { currentPassword: 'Faux-mot-de-passe-1', password: another },
    });
    expect([wrong.status, wrong.json.code]).toEqual([422, 'password_wrong']);
    const same = await client.send('PUT', '/api/password', {
      body: { currentPassword: trainee.password, password: trainee.password },
    });
    expect([same.status, refusedCodes(same.json)]).toEqual([422, ['same_password']]);
    const right = await client.send('PUT', '/api/password', {
      body: { currentPassword: trainee.password, password: another },
    });
    expect(right.status).toBe(204);
    expect((await client.get('/api/session')).status).toBe(200);
    expect(client.sessionCookie).not.toBe(before);
    for (const other of [elsewhere, new ApiClient(api, { cookie: before })]) {
      expect((await other.get('/api/session')).status).toBe(401);
    }
    await mailTo(mailbox, trainee.email, ({ subject }) => subject === 'Votre mot de passe a changé');
  });

  test('is slowed like a login when the old one is guessed', async () => {
    const { client } = await aTraineeAtHome(api);
    const body = { currentPassword: 'Faux-mot-de-passe-1', password: another };
    const statuses: number[] = [];
    for (let count = 0; count < 6; count += 1) {
      statuses.push((await client.send('PUT', '/api/password', { body })).status);
    }
    expect(statuses).toEqual([422, 422, 422, 422, 422, 429]);
  });
});

describe('changing the email', () => {
  const ask = (client: ApiClient, email: string, password: string) =>
    client.post('/api/email-changes', { email, password });
  const confirm = (token: string) => visitor(api).post('/api/email-changes/completion', { token });

  test('takes a link to the new address, and warns the old one', async () => {
    const { trainee, client } = await aTraineeAtHome(api);
    const email = `${randomUUID()}@exemple.test`;
    expect((await ask(client, email, 'Faux-mot-de-passe-1')).json.code).toBe('password_wrong');
    expect((await ask(client, email, trainee.password)).status).toBe(202);
    await mailTo(mailbox, trainee.email, ({ subject }) => subject === 'Votre adresse email va changer');
    const token = await tokenMailedTo(mailbox, email, /Confirmer/);
    expect((await client.get('/api/session')).json.trainee).toMatchObject({ email: trainee.email });
    expect((await confirm(token)).status).toBe(204);
    expect((await client.get('/api/session')).json.trainee).toMatchObject({ email });
    expect((await confirm(token)).json.code).toBe('link_invalid');
  });

  test('to one that is somebody’s answers the same and tells its owner alone', async () => {
    const { trainee, client } = await aTraineeAtHome(api);
    const other = await aTrainee(api);
    expect((await ask(client, other.email, trainee.password)).status).toBe(202);
    const told = await mailTo(mailbox, other.email);
    expect([told.subject, told.text?.includes('#')]).toEqual(['Cette adresse sert déjà à un compte', false]);
    expect(told.text).toContain('Deux personnes lisent cette boîte');
    expect((await client.get('/api/session')).json.trainee).toMatchObject({ email: trainee.email });
  });

  test('is over when the password was changed since, and after an hour', async () => {
    const { trainee, client } = await aTraineeAtHome(api);
    const email = `${randomUUID()}@exemple.test`;
    await ask(client, email, trainee.password);
    const token = await tokenMailedTo(mailbox, email, /Confirmer/);
    ahead = 60 * 60_000 + 1_000;
    expect((await confirm(token)).json.code).toBe('link_invalid');
    ahead = 0;
    await client.send('PUT', '/api/password', {
      body: { currentPassword: trainee.password, password: another },
    });
    expect((await confirm(token)).json.code).toBe('link_invalid');
  });
});

describe('a link to a new password', () => {
  test('is over when the email was changed since: it went to the old address', async () => {
    const { trainee, client } = await aTraineeAtHome(api);
    await visitor(api).post('/api/password-resets', { nir: trainee.nir });
    const old = await tokenMailedTo(mailbox, trainee.email, resetSubject);
    const email = `${randomUUID()}@exemple.test`;
    await client.post('/api/email-changes', { email, password: trainee.password });
    const token = await tokenMailedTo(mailbox, email, /Confirmer/);
    expect((await visitor(api).post('/api/email-changes/completion', { token })).status).toBe(204);
    expect((await finish(old)).json.code).toBe('link_invalid');
    expect((await visitor(api).logIn(trainee)).status).toBe(200);
  });

  test('that was not mailed yet is never mailed once the password is another', async () => {
    const { trainee, client } = await aTraineeAtHome(api);
    const waiting = async () => {
      const { rows } = await sql`
        select from account_requests where trainee_id = ${trainee.id} and expires_at is not null`.execute(
        queries(api.db.em.fork()),
      );
      return rows.length;
    };
    const [id, at] = [randomUUID(), new Date(Date.now() + 3_600_000)];
    await sql`insert into account_requests (id, kind, trainee_id, expires_at)
      values (${id}, 'password_reset', ${trainee.id}, ${at})`.execute(queries(api.db.em.fork()));
    expect(await waiting()).toBe(1);
    const body = { currentPassword: trainee.password, password: another };
    expect((await client.send('PUT', '/api/password', { body })).status).toBe(204);
    expect(await waiting()).toBe(0);
  });
});

describe('one’s sessions', () => {
  test('are listed without what would open them, and can be ended one by one', async () => {
    const { trainee, client } = await aTraineeAtHome(api);
    const phone = new ApiClient(api, { 'user-agent': 'Téléphone'.normalize('NFKD').replace(/[^ -~]/g, '') });
    await phone.logIn(trainee);
    const { json, text } = await client.get('/api/sessions');
    expect(json.items.map(({ current }) => current).sort()).toEqual([false, true]);
    const other = json.items.find(({ current }) => !current);
    expect(other).toMatchObject({ userAgent: 'Telephone', network: '127.0.0.0/24' });
    expect(text).not.toContain(decodeURIComponent(phone.sessionCookie ?? '').split(/[:.]/)[1]);
    const stranger = (await aTraineeAtHome(api)).client;
    const path = `/api/sessions/${other?.id}`;
    expect((await stranger.send('DELETE', path)).json.code).toBe('login_session_not_found');
    expect((await client.send('DELETE', path)).status).toBe(204);
    expect((await phone.get('/api/session')).status).toBe(401);
    expect((await client.get('/api/session')).status).toBe(200);
  });

  test('say when they end', async () => {
    const { client } = await aTraineeAtHome(api);
    const { json } = await client.get('/api/session');
    const minutes = (at: string) => Math.round((Date.parse(at) - Date.now()) / 60_000);
    expect([minutes(json.endsAt), minutes(json.idleEndsAt)]).toEqual([480, 14]);
  });

  test('end after fifteen minutes without use', async () => {
    const { client, trainee } = await aTraineeAtHome(api);
    const { rows } = await sql<{ seconds: number }>`
      select extract(epoch from expire - now())::float8 as seconds from http_sessions
      where sess ->> 'traineeId' = ${trainee.id}`.execute(queries(api.db.em.fork()));
    expect(rows[0]?.seconds).toBeLessThanOrEqual(15 * 60 + 1);
    await sql`update http_sessions set expire = now() - interval '1 second'
      where sess ->> 'traineeId' = ${trainee.id}`.execute(queries(api.db.em.fork()));
    expect((await client.get('/api/session')).status).toBe(401);
  });
});
