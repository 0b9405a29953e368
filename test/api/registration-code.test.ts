import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Mailbox } from '../../dev/mailbox/start-mailbox.ts';
import type { TestApi } from '../support/api.ts';
import { visitor } from '../support/api-client.ts';
import { mailTo } from '../support/mailbox.ts';
import { otherThan, TestRegistration } from '../support/registrations.ts';
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

describe('the code', () => {
  test('is dead after four wrong entries, from whichever tab, and what was said is erased', async () => {
    const registration = new TestRegistration(api, mailbox);
    await registration.begin();
    const code = await registration.readCode();
    const tries = [1, 2, 3, 4].map((offset) => registration.enter(otherThan(code, offset)));
    const answers = await Promise.all(tries);
    expect(answers.map(({ json }) => json.code).sort()).toEqual([
      'email_code_dead',
      'email_code_wrong',
      'email_code_wrong',
      'email_code_wrong',
    ]);
    expect(answers.map(({ json }) => json.triesLeft).sort()).toEqual([0, 1, 2, 3]);
    const right = await registration.enter(code);
    expect([right.status, right.json.code]).toEqual([410, 'email_code_dead']);
    expect((await registration.complete()).status).toBe(410);
    const [left] = await world.rowsOf(
      sql`select identity_ciphertext from registrations where id = ${registration.id}`,
    );
    expect(left).toEqual({ identity_ciphertext: null });
  });

  test('sent again replaces the one before, and restarts neither clock nor tries', async () => {
    const registration = new TestRegistration(api, mailbox);
    const begun = await registration.begin();
    const first = await registration.readCode();
    await registration.enter(otherThan(first));
    const again = await registration.again();
    expect(Date.parse(again.json.codeSentAt)).toBeGreaterThan(Date.parse(begun.json.codeSentAt));
    expect(again.json).toMatchObject({
      triesLeft: 3,
      resendsLeft: 2,
      codeExpiresAt: begun.json.codeExpiresAt,
    });
    const second = await registration.readCode(first);
    expect((await registration.enter(first)).json.triesLeft).toBe(2);
    expect((await registration.enter(second)).json.step).toBe('profile');
  });

  test('comes with a button that leads back to where it is entered', async () => {
    const registration = new TestRegistration(api, mailbox);
    await registration.begin();
    const mail = await mailTo(mailbox, registration.person.email);
    const [, url = ''] = /Saisir mon code :\n(\S+)/.exec(mail.text ?? '') ?? [];
    expect(new URL(url).pathname).toBe(`/inscription/${registration.id}/code`);
    const html = { accept: 'text/html' };
    const back = await registration.client.get(new URL(url).pathname, html);
    expect([back.status, back.text.includes('id="code"')]).toEqual([200, true]);
    const elsewhere = await visitor(api).get(new URL(url).pathname, html);
    expect([elsewhere.status, elsewhere.text.includes('là où vous l’avez commencée')]).toEqual([404, true]);
  });

  test('is sent again three times, no more', async () => {
    const registration = new TestRegistration(api, mailbox);
    await registration.begin();
    for (const left of [2, 1, 0]) expect((await registration.again()).json.resendsLeft).toBe(left);
    const answer = await registration.again();
    expect([answer.status, answer.json.code]).toEqual([429, 'email_code_sent_too_often']);
  });

  test('counts once; two tabs that enter it at once are told the same truth', async () => {
    const registration = new TestRegistration(api, mailbox);
    await registration.begin();
    const code = await registration.readCode();
    const answers = await Promise.all([registration.enter(code), registration.enter(code)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await registration.enter(code)).json.code).toBe('email_code_used');
  });

  test('sent twice under one key is one try', async () => {
    const registration = new TestRegistration(api, mailbox);
    await registration.begin();
    const wrong = { code: otherThan(await registration.readCode()) };
    const send = () =>
      registration.client.post(`${registration.path}/email-code`, wrong, { 'idempotency-key': 'essai' });
    const [first, second] = [await send(), await send()];
    expect([first.json.triesLeft, second.json.triesLeft]).toEqual([3, 3]);
    expect((await registration.client.get(registration.path)).json.triesLeft).toBe(3);
  });

  test.each([{}, { code: '' }, { code: '12345' }, { code: '1234567' }, { code: 123456 }, { code: 'abcdef' }])(
    'of another form (%j) costs no try',
    async (body) => {
      const registration = new TestRegistration(api, mailbox);
      await registration.begin();
      const answer = await registration.client.post(`${registration.path}/email-code`, body);
      expect(answer.status).toBe(422);
      expect((await registration.client.get(registration.path)).json.triesLeft).toBe(4);
    },
  );
});
