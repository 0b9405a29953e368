import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import type { Mailbox } from '../../dev/mailbox/start-mailbox.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { type Answer, ApiClient, visitor } from '../support/api-client.ts';
import { aTrainee, someNir, type TestTrainee } from '../support/api-people.ts';
import { mailTo, startTestMailbox } from '../support/mailbox.ts';
import { mailsTo } from '../support/registrations.ts';

const minuteMs = 60_000;
let api: TestApi;
let mailbox: Mailbox;
let ahead = 0;

beforeAll(async () => {
  mailbox = await startTestMailbox();
  const env = { ...mailsTo(mailbox), TRUSTED_PROXIES: 'loopback' };
  api = await startApi({ worker: true, env, clock: { now: () => Date.now() + ahead } });
});
afterAll(async () => {
  await api.stop();
  await mailbox.close();
});
beforeEach(async () => {
  ahead += 48 * 60 * minuteMs;
  await sql`delete from login_guards`.execute(queries(api.db.em.fork()));
});

let addresses = 0;

/** A browser at an address of its own. */
function elsewhere(): ApiClient {
  addresses += 1;
  return new ApiClient(api, { 'x-forwarded-for': `192.0.2.${addresses}` });
}

/** As if so many wrong logins had just come from there. */
async function alreadyWrong(address: string, failures: number, at: TestApi = api): Promise<void> {
  const lastFailure = new Date(Date.now() + (at === api ? ahead : 0));
  await sql`
    insert into login_guards (key, failures, blocked_until, last_failure_at)
    values (${`address:${address}`}, ${failures}, 'epoch', ${lastFailure})
    on conflict (key) do update set failures = ${failures}, last_failure_at = ${lastFailure}`.execute(
    queries(at.db.em.fork()),
  );
}

async function wrong(
  { nir }: Pick<TestTrainee, 'nir'>,
  times: number,
  client?: ApiClient,
): Promise<Answer[]> {
  const answers: Answer[] = [];
  for (let count = 0; count < times; count += 1) {
    answers.push(
      await (client ?? elsewhere()).post('/api/session', { nir, password: 'Faux-mot-de-passe-1' }),
    );
  }
  return answers;
}

const waitOf = (answer: Answer | undefined) => Number(answer?.headers.get('retry-after'));

describe('wrong logins of one account', () => {
  test('cost nothing four times, then a wait that doubles up to a quarter of an hour, wherever they come from', async () => {
    const trainee = await aTrainee(api);
    await wrong(trainee, 5);
    const waits: number[] = [];
    for (let count = 0; count < 6; count += 1) {
      const [refused] = await wrong(trainee, 1);
      expect(refused?.json.code).toBe('too_many_attempts');
      waits.push(Math.round(waitOf(refused) / 60));
      ahead += waitOf(refused) * 1000 + 1000;
      const [tried] = await wrong(trainee, 1);
      expect(tried?.status).toBe(401);
    }
    expect(waits).toEqual([1, 2, 4, 8, 15, 15]);
  });

  test('that are tried at once get no further than one after the other', async () => {
    const trainee = await aTrainee(api);
    const answers = (await Promise.all(Array.from({ length: 12 }, () => wrong(trainee, 1)))).flat();
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(7);
  });

  test('are forgotten by a right one, and after a day', async () => {
    const trainee = await aTrainee(api);
    await wrong(trainee, 4);
    expect((await elsewhere().logIn(trainee)).status).toBe(200);
    expect((await wrong(trainee, 5)).map(({ status }) => status)).toEqual(Array(5).fill(401));
    ahead += 25 * 60 * minuteMs;
    expect((await wrong(trainee, 5)).map(({ status }) => status)).toEqual(Array(5).fill(401));
  });

  test('do not lock its owner out of a device where they logged in before', async () => {
    const trainee = await aTrainee(api);
    const own = elsewhere();
    await own.logIn(trainee);
    await wrong(trainee, 6);
    expect((await elsewhere().logIn(trainee)).status).toBe(429);
    expect((await own.logIn(trainee)).status).toBe(200);
  });

  test('are slowed on such a device too, and another account’s device is a strange one', async () => {
    const [trainee, other] = [await aTrainee(api), await aTrainee(api)];
    const own = elsewhere();
    await own.logIn(other);
    await wrong(trainee, 6);
    expect((await own.logIn(trainee)).status).toBe(429);
    const answers = await wrong(other, 6, own);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429]);
  });

  test('are told to the owner once, and to nobody when there is none', async () => {
    const trainee = await aTrainee(api);
    const subject = 'Tentatives de connexion à votre compte';
    const nobody = { nir: someNir() };
    expect((await wrong(nobody, 6)).map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429]);
    const [last] = (await wrong(trainee, 6)).slice(-1);
    await mailTo(mailbox, trainee.email, (mail) => mail.subject === subject);
    ahead += waitOf(last) * 1000 + 1000;
    await wrong(trainee, 2);
    expect(mailbox.mails(trainee.email).map((mail) => mail.subject)).toEqual([subject]);
  });
});

describe('wrong logins of one address', () => {
  const nobody = () => ({ nir: someNir() });

  test('are slowed after three hundred, whatever the accounts; others are not', async () => {
    const flooder = elsewhere();
    await alreadyWrong(`192.0.2.${addresses}`, 400);
    const answers = [];
    for (let count = 0; count < 2; count += 1) answers.push(...(await wrong(nobody(), 1, flooder)));
    expect(answers.map(({ status }) => status)).toEqual([401, 429]);
    const trainee = await aTrainee(api);
    expect((await flooder.logIn(trainee)).status).toBe(429);
    expect((await elsewhere().logIn(trainee)).status).toBe(200);
  });

  test('are forgotten one by one: where many share it, there is room again a little later', async () => {
    const carrier = elsewhere();
    await alreadyWrong(`192.0.2.${addresses}`, 310);
    expect((await wrong(nobody(), 2, carrier)).map(({ status }) => status)).toEqual([401, 429]);
    ahead += 15 * minuteMs;
    expect((await wrong(nobody(), 4, carrier)).map(({ status }) => status)).toEqual([401, 401, 401, 401]);
  });

  test('of a room of forty, three each, make nobody wait', async () => {
    const room = elsewhere();
    await alreadyWrong(`192.0.2.${addresses}`, 120);
    expect((await room.logIn(await aTrainee(api))).status).toBe(200);
  });

  test('right ones do not count', async () => {
    const home = elsewhere();
    const trainee = await aTrainee(api);
    for (let count = 0; count < 40; count += 1) expect((await home.logIn(trainee)).status).toBe(200);
  });
});

test('an address is not believed when no proxy is trusted', async () => {
  const direct = await startApi();
  const trainee = await aTrainee(direct);
  await alreadyWrong('127.0.0.1', 400, direct);
  const forged = (count: number) => new ApiClient(direct, { 'x-forwarded-for': `192.0.2.${count}` });
  const statuses: number[] = [];
  for (let count = 0; count < 3; count += 1) {
    const body = { nir: someNir(), password: 'Faux-mot-de-passe-1' };
    statuses.push((await forged(count).post('/api/session', body)).status);
  }
  expect(statuses.at(-1)).toBe(429);
  expect((await visitor(direct).logIn(trainee)).status).toBe(429);
  await direct.stop();
});
