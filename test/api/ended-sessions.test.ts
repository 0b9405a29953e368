import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { sql } from 'kysely';
import { endSessions } from '../../db/accounts/http-sessions.ts';
import { queries } from '../../db/database.ts';
import type { Mailbox } from '../../dev/mailbox/start-mailbox.ts';
import { waitFor } from '../../dev/wait-for.ts';
import { tokenMailedTo } from '../support/account-world.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { type ApiClient, loggedIn, visitor } from '../support/api-client.ts';
import { aMember, codeOf, type TestMember } from '../support/api-members.ts';
import { anOrganisation, aTrainee, type TestTrainee } from '../support/api-people.ts';
import { startTestMailbox } from '../support/mailbox.ts';
import { mailsTo } from '../support/registrations.ts';
import { beginForm, type SlowForm, whoIs } from '../support/slow-request.ts';

jest.setTimeout(120_000);

const another = 'Deux étés à Brest 43';
let api: TestApi;
let mailbox: Mailbox;
/** How often the service asked for the time: once as a request comes, once more when its session was read. */
let asked = 0;

beforeAll(async () => {
  mailbox = await startTestMailbox();
  const clock = {
    now: () => {
      asked += 1;
      return Date.now();
    },
  };
  api = await startApi({ worker: true, env: mailsTo(mailbox), clock });
});
afterAll(async () => {
  await api.stop();
  await mailbox.close();
});
beforeEach(async () => {
  await sql`delete from rate_limits`.execute(queries(api.db.em.fork()));
  await sql`delete from login_guards`.execute(queries(api.db.em.fork()));
});

/** A form of somebody's account that stops half-way, once the service has read the session. */
async function slowForm(client: ApiClient, path: string, fields: Record<string, string>): Promise<SlowForm> {
  const before = asked;
  const form = beginForm(api, client, path, { ...fields, jeton: client.csrfToken ?? '' });
  const isRead = () =>
    asked >= before + 2 ? Promise.resolve() : Promise.reject(new Error('not read so far'));
  await waitFor(isRead, { limitMs: 20_000, everyMs: 10 });
  return form;
}

/** Lets the thief's form come to its end, and makes sure that no cookie of theirs opens anything. */
async function expectOver(slow: SlowForm, stolen: string, session: string): Promise<void> {
  const { status, cookie } = await slow.finish();
  expect(status).toBe(401);
  for (const one of [stolen, cookie].filter((text) => text !== null))
    expect(await whoIs(api, one, session)).toBe(401);
}

interface Thief {
  client: ApiClient;
  stolen: string;
}

function stealing(client: ApiClient): Thief {
  return { client, stolen: client.sessionCookie ?? '' };
}

async function loginIdOf(client: ApiClient, path: string): Promise<string> {
  const { json } = await client.get(path);
  return json.items.find(({ current }: { current: boolean }) => current)?.id as string;
}

describe('a trainee’s session that somebody else holds open by a slow request is over for good', () => {
  const endings: [string, (own: ApiClient, trainee: TestTrainee, thief: Thief) => Promise<number>, number][] =
    [
      [
        'by a new password, given by a mailed link',
        async (_own, { nir, email }) => {
          await visitor(api).post('/api/password-resets', { nir });
          const token = await tokenMailedTo(mailbox, email, /nouveau mot de passe/);
          const done = await visitor(api).post('/api/password-resets/completion', {
            token,
            password: another,
          });
          return done.status;
        },
        204,
      ],
      [
        'by a new password, given elsewhere',
        async (own, { password }) =>
          (await own.send('PUT', '/api/password', { body: { currentPassword: password, password: another } }))
            .status,
        204,
      ],
      [
        'by a second step turned on',
        async (own, { password }) => {
          const { secret } = (await own.post('/api/second-factor', { password })).json;
          return (await own.post('/api/second-factor/confirmation', { code: codeOf(secret) })).status;
        },
        200,
      ],
      [
        'by closing the account',
        async (own, { password }) => (await own.post('/api/account/erasure', { password })).status,
        202,
      ],
      [
        'by ending that login in the list',
        async (own, _trainee, { client }) =>
          (await own.send('DELETE', `/api/sessions/${await loginIdOf(client, '/api/sessions')}`)).status,
        204,
      ],
      [
        'by logging out',
        async (_own, _trainee, { client }) => (await client.send('DELETE', '/api/session')).status,
        204,
      ],
    ];

  test.each(endings)('%s', async (_how, end, expected) => {
    const trainee = await aTrainee(api);
    const [own, client] = [await loggedIn(api, trainee), await loggedIn(api, trainee)];
    const thief = stealing(client);
    const slow = await slowForm(client, '/compte/preferences', { langue: 'en' });
    expect(await end(own, trainee, thief)).toBe(expected);
    await expectOver(slow, thief.stolen, '/api/session');
    const { rows } = await sql<{ language: string }>`
      select language from trainees where id = ${trainee.id}`.execute(queries(api.db.em.fork()));
    expect(rows).toEqual([{ language: 'fr' }]);
  });

  test('also under the new id that a step of a registration gives it', async () => {
    const client = await loggedIn(api, await aTrainee(api));
    const stolen = client.sessionCookie ?? '';
    const before = asked;
    const slow = beginForm(api, client, '/inscription/numero', { numero: '1850578006084 91' });
    await waitFor(() => (asked > before ? Promise.resolve() : Promise.reject(new Error())), {
      limitMs: 20_000,
    });
    // A visitor's session is read as soon as the request has come: before this one is answered.
    await client.get('/api/session');
    expect((await client.send('DELETE', '/api/session')).status).toBe(204);
    const { cookie } = await slow.finish();
    for (const one of [stolen, cookie ?? stolen]) expect(await whoIs(api, one)).toBe(401);
  });
});

describe('a member’s session that somebody else holds open by a slow request is over for good', () => {
  const endings: [string, (own: TestMember, thief: Thief, boss: ApiClient) => Promise<number>, number][] = [
    [
      'by a new password, given elsewhere',
      async ({ client, password }) =>
        (
          await client.send('PUT', '/api/organisation/session/password', {
            body: { currentPassword: password, newPassword: another },
          })
        ).status,
      200,
    ],
    [
      'by an administrator who disables the access',
      async ({ id }, _thief, boss) =>
        (await boss.send('PATCH', `/api/organisation/members/${id}`, { body: { status: 'disabled' } }))
          .status,
      200,
    ],
    [
      'by ending that login in the list',
      async (own, { client }) => {
        const id = await loginIdOf(client, '/api/organisation/logins');
        return (await own.client.send('DELETE', `/api/organisation/logins/${id}`)).status;
      },
      204,
    ],
    [
      'by ending it on its own page',
      async (_own, { client }) => {
        const id = await loginIdOf(client, '/api/organisation/logins');
        const fields = new URLSearchParams({ jeton: client.csrfToken ?? '' });
        return (await client.post(`/organisme/compte/connexions/${id}`, fields)).status;
      },
      303,
    ],
    [
      'by logging out',
      async (_own, { client }) => (await client.send('DELETE', '/api/organisation/session')).status,
      204,
    ],
  ];

  test.each(endings)('%s', async (_how, end, expected) => {
    const { id: organisationId } = await anOrganisation(api);
    const boss = await aMember(api, organisationId, { secondFactor: true });
    const own = await aMember(api, organisationId, { role: 'agent' });
    const client = visitor(api);
    await client.logInMember(own);
    const thief = stealing(client);
    const slow = await slowForm(client, '/organisme/compte/langue', { language: 'en' });
    expect(await end(own, thief, boss.client)).toBe(expected);
    await expectOver(slow, thief.stolen, '/api/organisation/session');
  });
});

describe('a login that is under way', () => {
  const logins = {
    trainee: async () => {
      const trainee = await aTrainee(api);
      const client = visitor(api);
      return {
        client,
        owner: { traineeId: trainee.id },
        session: '/api/session',
        logIn: () => client.logIn(trainee),
      };
    },
    member: async () => {
      const { id } = await anOrganisation(api);
      const member = await aMember(api, id);
      const client = visitor(api);
      return {
        ...{ client, owner: { memberId: member.id }, session: '/api/organisation/session' },
        logIn: () => client.logInMember(member),
      };
    },
  };

  test.each(['trainee', 'member'] as const)(
    'of a %s with the old password does not outrun the new one',
    async (who) => {
      const { client, owner, session, logIn } = await logins[who]();
      const login = await api.db.em.fork().transactional(async (tx) => {
        // Nobody writes a session: the login stops after its password was found right.
        await sql`lock table http_sessions in share mode`.execute(queries(tx));
        const underWay = logIn();
        await waitFor(
          async () => {
            const { rows } = await sql`
              select from pg_stat_activity
              where datname = current_database() and wait_event_type = 'Lock' and query like '%http_sessions%'`.execute(
              queries(api.db.em.fork()),
            );
            if (rows.length === 0) throw new Error('the login has not come so far');
          },
          { limitMs: 30_000, everyMs: 20 },
        );
        await endSessions(tx, owner);
        return { underWay };
      });
      expect([200, 401]).toContain((await login.underWay).status);
      expect((await client.get(session)).status).toBe(401);
    },
  );
});
