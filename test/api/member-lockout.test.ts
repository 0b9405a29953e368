import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { ApiClient } from '../support/api-client.ts';
import { aMember, codeOf, enrol, type TestMember } from '../support/api-members.ts';
import { mailTo } from '../support/mailbox.ts';
import { type MemberWorld, startMemberWorld } from '../support/member-world.ts';

jest.setTimeout(120_000);

const minuteMs = 60_000;
const subject = 'Tentatives de connexion à votre accès';
let world: MemberWorld;
let ahead = 0;
beforeAll(async () => {
  world = await startMemberWorld({ now: () => Date.now() + ahead }, { TRUSTED_PROXIES: 'loopback' });
});
afterAll(() => world.stop());
beforeEach(async () => {
  ahead += 48 * 60 * minuteMs;
  await sql`delete from login_guards`.execute(queries(world.api.db.em.fork()));
});

let addresses = 0;
/** A browser at an address of its own, without any cookie. */
function stranger(): ApiClient {
  addresses += 1;
  return new ApiClient(world.api, { 'x-forwarded-for': `192.0.2.${addresses}` });
}

async function wrong(email: string, times: number, client?: ApiClient): Promise<number[]> {
  const statuses: number[] = [];
  for (let count = 0; count < times; count += 1) {
    const password = 'Faux-mot-de-passe-1';
    statuses.push((await (client ?? stranger()).logInMember({ email, password })).status);
  }
  return statuses;
}

const subjects = (email: string) => world.mailbox.mails(email).map((mail) => mail.subject);
const codeNow = ({ secret }: TestMember) => codeOf(secret ?? '', Date.now() + ahead);

describe('strangers who give wrong passwords for a member', () => {
  test('do not lock them out where they logged in before, however long they go on; elsewhere they wait', async () => {
    const member = await aMember(world.api, world.organisationId);
    expect(await wrong(member.email, 6)).toEqual([401, 401, 401, 401, 401, 429]);
    for (let wait = 1; wait <= 4; wait += 1) {
      ahead += 2 ** (wait - 1) * minuteMs + 1_000;
      expect(await wrong(member.email, 1)).toEqual([401]);
      expect((await member.client.logInMember(member)).status).toBe(200);
      expect((await stranger().logInMember(member)).status).toBe(429);
    }
  });

  test('are slowed on such a device too, and the device of a colleague is a strange one', async () => {
    const [member, colleague] = [
      await aMember(world.api, world.organisationId),
      await aMember(world.api, world.organisationId),
    ];
    expect(await wrong(member.email, 6, member.client)).toEqual([401, 401, 401, 401, 401, 429]);
    expect(await wrong(member.email, 6, colleague.client)).toEqual([401, 401, 401, 401, 401, 429]);
  });

  test('are told to them once, and to nobody when there is none', async () => {
    const member = await aMember(world.api, world.organisationId);
    expect(await wrong('personne@organisme.test', 6)).toEqual([401, 401, 401, 401, 401, 429]);
    await wrong(member.email, 6);
    const mail = await mailTo(world.mailbox, member.email, (one) => one.subject === subject);
    expect(mail.text).toContain('Personne n’est entré');
    ahead += minuteMs + 1_000;
    await wrong(member.email, 2);
    expect(subjects(member.email)).toEqual([subject]);
    expect(subjects('personne@organisme.test')).toEqual([]);
  });

  test('also spare the device on which a lost password was replaced', async () => {
    const member = await aMember(world.api, world.organisationId);
    const client = stranger();
    await client.post('/api/organisation/password-resets', { email: member.email });
    const [token, password] = [await world.tokenFor(member.email), 'Deux étés à Brest 43'];
    await client.post('/api/organisation/password-resets/completion', { token, password });
    await wrong(member.email, 6);
    expect((await client.logInMember({ email: member.email, password })).status).toBe(200);
    expect((await stranger().logInMember({ email: member.email, password })).status).toBe(429);
  });
});

test('whoever has a member’s password and guesses codes waits longer each time; the member is told and goes on where they were', async () => {
  const someone = await aMember(world.api, world.organisationId);
  const factor = await enrol(someone.client, someone.password, Date.now() + ahead);
  const member = { ...someone, ...factor };
  const thief = stranger();
  const guess = async () => {
    await thief.logInMember(member);
    return await thief.post('/api/organisation/session/second-factor', { code: '000000' });
  };
  const waits: number[] = [];
  for (let count = 0; count < 4; count += 1) await guess();
  for (let count = 0; count < 8; count += 1) {
    expect((await guess()).status).toBe(401);
    const refused = await guess();
    expect(refused.status).toBe(429);
    waits.push(Math.round(Number(refused.headers.get('retry-after')) / 60));
    ahead += Number(refused.headers.get('retry-after')) * 1_000 + 1_000;
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  const mail = await mailTo(world.mailbox, member.email, (one) => /Codes incorrects/.test(one.subject));
  expect(mail.text).toContain('Quelqu’un connaît votre mot de passe');
  await guess();
  await member.client.logInMember(member);
  const own = await member.client.post('/api/organisation/session/second-factor', { code: codeNow(member) });
  expect(own.status).toBe(200);
});
