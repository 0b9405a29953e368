import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Mailbox } from '../../dev/mailbox/start-mailbox.ts';
import type { TestApi } from '../support/api.ts';
import { ApiClient, visitor } from '../support/api-client.ts';
import { someNir } from '../support/api-people.ts';
import { mailTo } from '../support/mailbox.ts';
import { aCaptcha, aPerson, aProfile, TestRegistration } from '../support/registrations.ts';
import { type RegistrationWorld, startRegistrationWorld } from '../support/registration-world.ts';

let world: RegistrationWorld;
let api: TestApi;
let mailbox: Mailbox;

beforeAll(async () => {
  world = await startRegistrationWorld();
  ({ api, mailbox } = world);
});
afterAll(() => world.stop());
beforeEach(() => world.forgetLimits());

async function accountsWith(nir: string): Promise<{ id: string }[]> {
  const { nirIndex } = { nirIndex: api.vault.indexOf(nir as ReturnType<typeof someNir>) };
  return await world.rowsOf(sql<{ id: string }>`select id from trainees where nir_index = ${nirIndex}`);
}

describe('a registration', () => {
  test('goes from the first step to a login, and no account exists before its end', async () => {
    const registration = new TestRegistration(api, mailbox);
    const { person } = registration;
    const begun = await registration.begin();
    expect([begun.status, begun.headers.get('location')]).toEqual([201, registration.path]);
    expect(begun.json).toMatchObject({ step: 'email_code', triesLeft: 4, resendsLeft: 3 });

    const proven = await registration.enter(await registration.readCode());
    expect([proven.status, proven.json.step]).toEqual([200, 'profile']);
    expect(await accountsWith(person.nir)).toEqual([]);
    const early = await visitor(api).logIn(person);
    expect(early.status).toBe(401);

    const completed = await registration.complete({ phone: '0690 00 12 34' });
    expect([completed.status, completed.json.step]).toEqual([200, 'completed']);
    const login = await visitor(api).logIn(person);
    expect(login.json.trainee).toMatchObject({
      name: 'Kermadec',
      phone: '+590690001234',
      email: person.email,
    });
    expect((await mailTo(mailbox, person.email, ({ subject }) => /est créé/.test(subject))).text).toContain(
      'Connectez',
    );
  });

  test('keeps what was said, the terms with version and instant, and nothing of the registration', async () => {
    const registration = new TestRegistration(api, mailbox);
    await registration.prove();
    const before = Date.now();
    await registration.complete();
    const [account] = await world.rowsOf(sql<Record<string, unknown>>`
      select street, address_complement, postcode, city, diploma_level, diploma_year, socio_professional_category,
        terms_version, accepted_at
      from trainees join terms_acceptances on trainee_id = id where email = ${registration.person.email}`);
    expect(account).toMatchObject({
      street: '12 rue des Lilas',
      address_complement: null,
      postcode: '69003',
      city: 'Lyon',
      diploma_level: 5,
      diploma_year: 2009,
      socio_professional_category: 5,
      terms_version: '2026-01',
    });
    const acceptedAt = Date.parse(String(account?.['accepted_at']));
    expect(acceptedAt).toBeGreaterThanOrEqual(before);
    expect(acceptedAt).toBeLessThanOrEqual(Date.now());
    const [left] = await world.rowsOf(sql`select identity_ciphertext, profile_ciphertext
      from registrations where id = ${registration.id}`);
    expect(left).toEqual({ identity_ciphertext: null, profile_ciphertext: null });
  });

  test('keeps nothing readable meanwhile', async () => {
    const registration = new TestRegistration(api, mailbox);
    const { nir, email, birthName, password } = registration.person;
    await registration.begin();
    const code = await registration.readCode();
    const rows = await world.rowsOf(sql<{ row: string }>`
      select registrations::text || registration_codes::text as row
      from registrations join registration_codes on registration_id = registrations.id
      where registrations.id = ${registration.id}`);
    const bytes = rows.map(({ row }) => row).join('');
    for (const secret of [nir, email, birthName, password, code]) {
      expect(bytes).not.toContain(secret);
      expect(bytes).not.toContain(Buffer.from(secret).toString('hex'));
    }
  });

  test('names all that is wrong at once, rule by rule for the password', async () => {
    const person = aPerson({ nir: '123', birthName: '', email: 'x', password: 'azerty' });
    const captcha = await aCaptcha(api);
    const answer = await visitor(api).post('/api/registrations', { ...person, captcha });
    expect(answer.status).toBe(422);
    expect(answer.json.errors.map(({ path, code }) => `${path}:${code}`)).toEqual([
      'nir:invalid_nir',
      'birthName:invalid_birth_name',
      'email:invalid_email',
      'password:too_short',
      'password:no_digit',
      'password:no_upper_case',
      'password:no_special',
      'password:too_common',
    ]);
  });

  test('names all that is wrong at the end too, and can be put right', async () => {
    const registration = new TestRegistration(api, mailbox);
    await registration.prove();
    const answer = await registration.complete({
      phone: '12',
      address: { street: '', postcode: '99000', city: '' },
      diploma: { level: 5, year: 1900 },
      category: 9,
    });
    expect(answer.json.errors.map(({ path }) => path)).toEqual([
      'address.postcode',
      'phone',
      'address.street',
      'address.city',
      'diploma',
      'category',
    ]);
    expect((await registration.complete({ termsAccepted: false })).status).toBe(422);
    const outdated = await registration.complete({ termsVersion: '2020-01' });
    expect([outdated.status, outdated.json.code]).toEqual([409, 'terms_outdated']);
    expect((await registration.complete({ diploma: null })).status).toBe(200);
  });

  test('does not skip the code', async () => {
    const registration = new TestRegistration(api, mailbox);
    await registration.begin();
    const answer = await registration.complete();
    expect([answer.status, answer.json.code]).toEqual([409, 'email_code_missing']);
    expect(await accountsWith(registration.person.nir)).toEqual([]);
  });

  test('belongs to the browser that began it', async () => {
    const registration = new TestRegistration(api, mailbox);
    await registration.begin();
    const code = await registration.readCode();
    const stranger = new TestRegistration(api, mailbox).client;
    await stranger.post('/api/captchas');
    for (const client of [stranger, visitor(api), new ApiClient(api, { cookie: 'registration=x' })]) {
      const answers = [
        await client.get(registration.path),
        await registration.enter(code, client),
        await registration.complete({}, client),
      ];
      expect(answers.map(({ json }) => json.code)).toEqual(Array(3).fill('registration_not_found'));
    }
    expect((await registration.enter(code)).status).toBe(200);
  });

  test('is begun once for a request that is sent twice, and not for another under its key', async () => {
    const registration = new TestRegistration(api, mailbox);
    await registration.client.post('/api/captchas');
    const key = { 'idempotency-key': 'une-inscription' };
    const first = await registration.begin(key);
    const second = await registration.begin(key);
    expect([second.status, second.json.id]).toEqual([201, first.json.id]);
    registration.person.birthName = 'Autre';
    const other = await registration.begin(key);
    expect([other.status, other.json.code]).toEqual([422, 'idempotency_key_reused']);
  });
});

describe('forged requests', () => {
  test('are refused, whatever they hold', async () => {
    const client = visitor(api);
    const captcha = await aCaptcha(api);
    const person = aPerson();
    const bodies: unknown[] = [
      {},
      [],
      { ...person, captcha, admin: true },
      { ...person, captcha: 'x' },
      { ...person, captcha, password: 'x'.repeat(5_000) },
      { ...person, captcha, password: 'Un été à Brest 42\ud800' },
      { ...person, captcha, birthName: { toString: 'x' } },
      { ...person, captcha, email: 'a@exemple.fr\r\nBcc: b@exemple.fr' },
    ];
    for (const body of bodies) expect((await client.post('/api/registrations', body)).status).toBe(422);
    expect((await client.get('/api/registrations/x')).status).toBe(404);
    expect((await client.get(`/api/registrations/${captcha.id}`)).json.code).toBe('registration_not_found');
  });

  test('from another site are refused', async () => {
    const captcha = await aCaptcha(api);
    const body = { ...aPerson(), captcha };
    const answer = await visitor(api).post('/api/registrations', body, { 'sec-fetch-site': 'cross-site' });
    expect([answer.status, answer.json.code]).toEqual([403, 'cross_site_request']);
  });

  test('of a room of forty at one address are all begun, whatever each tries before', async () => {
    const judged = Array.from({ length: 700 }, () =>
      visitor(api).post('/api/password-checks', { password: 'Kermadec-2026' }),
    );
    expect(new Set((await Promise.all(judged)).map(({ status }) => status))).toEqual(new Set([200]));
    const begun = Array.from({ length: 41 }, () => new TestRegistration(api, mailbox).begin());
    expect(new Set((await Promise.all(begun)).map(({ status }) => status))).toEqual(new Set([201]));
  });

  test('for one email are limited, and so is a flood from one address', async () => {
    const person = aPerson();
    const statuses: number[] = [];
    for (let count = 0; count < 5; count += 1) {
      const body = { ...person, nir: someNir(), captcha: await aCaptcha(api) };
      statuses.push((await visitor(api).post('/api/registrations', body)).status);
    }
    expect(statuses).toEqual([201, 201, 201, 201, 429]);
    await world.rowsOf(sql`update rate_limits set points = 1000 where key like 'registrations:%'`);
    const flood = await new TestRegistration(api, mailbox).begin();
    expect([flood.status, flood.json.code]).toEqual([429, 'too_many_requests']);
  });
});

test('a password is judged while it is typed, by the same rules', async () => {
  const { birthName } = aPerson();
  const answer = await visitor(api).post('/api/password-checks', { password: 'Kermadec-2026', birthName });
  expect([answer.status, answer.json.accepted]).toEqual([200, false]);
  expect(answer.json.rules.filter(({ broken }) => broken).map(({ rule }) => rule)).toEqual(['contains_name']);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const good = await visitor(api).post('/api/password-checks', { password: aPerson().password });
  expect(good.json.accepted).toBe(true);
  expect(aProfile.termsVersion).toBe('2026-01');
});
