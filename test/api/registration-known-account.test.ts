import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Mailbox } from '../../dev/mailbox/start-mailbox.ts';
import type { TestApi } from '../support/api.ts';
import { visitor } from '../support/api-client.ts';
import { aTrainee, someNir } from '../support/api-people.ts';
import { mailTo } from '../support/mailbox.ts';
import { aPerson, TestRegistration } from '../support/registrations.ts';
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

function stable(document: object): object {
  const volatile = ['id', 'instance', 'codeSentAt', 'codeExpiresAt', 'erasedAt'];
  return Object.fromEntries(Object.entries(document).filter(([name]) => !volatile.includes(name)));
}

describe('that an account exists already', () => {
  test('shows only in the mail to its owner, be it the number or the email', async () => {
    const owner = await aTrainee(api);
    const byNumber = new TestRegistration(api, mailbox, aPerson({ nir: owner.nir }));
    const byEmail = new TestRegistration(api, mailbox, aPerson({ email: owner.email.toUpperCase() }));
    const free = new TestRegistration(api, mailbox);
    const all = [byNumber, byEmail, free];
    const begun = await Promise.all(all.map((registration) => registration.begin()));
    await free.readCode();
    const told = await mailTo(mailbox, owner.email, ({ subject }) => subject === 'Vous avez déjà un compte');
    expect(told.text).not.toContain(owner.nir);

    const wrong = await Promise.all(all.map((registration) => registration.enter('000000')));
    const again = await Promise.all(all.map((registration) => registration.again()));
    for (const answers of [begun, wrong, again]) {
      const documents = answers.map(({ status, json }) => ({ status, ...stable(json) }));
      expect(documents[0]).toEqual(documents[2]);
      expect(documents[1]).toEqual(documents[2]);
    }
    // Nobody else is told anything, and the owner once.
    expect(mailbox.mails(byNumber.person.email)).toEqual([]);
    expect(
      mailbox
        .mails(owner.email)
        .map(({ subject }) => subject)
        .sort(),
    ).toEqual(['Cette adresse sert déjà à un compte', 'Vous avez déjà un compte']);
  });

  test('with the other person of a mailbox is told there alone, with what to do', async () => {
    const first = await aTrainee(api);
    const second = new TestRegistration(api, mailbox, aPerson({ email: first.email }));
    const begun = await second.begin();
    expect([begun.status, begun.json.step]).toEqual([201, 'email_code']);
    const told = await mailTo(mailbox, first.email);
    expect(told.subject).toBe('Cette adresse sert déjà à un compte');
    expect(told.text).toContain('La seconde recommence avec une adresse à elle.');
    expect(told.text).toMatch(/Recommencer avec une autre adresse :\n\S+\/inscription\n/);
    expect(told.text).not.toContain(second.person.nir);
    const own = new TestRegistration(api, mailbox, aPerson({ nir: second.person.nir }));
    await own.prove();
    expect((await own.complete()).status).toBe(200);
  });

  test('ends every code in the same way', async () => {
    const owner = await aTrainee(api);
    const registration = new TestRegistration(api, mailbox, aPerson({ nir: owner.nir }));
    await registration.begin();
    await mailTo(mailbox, owner.email);
    const answers = [];
    for (const code of ['000000', '123456', '999999', '555555', '777777'])
      answers.push(await registration.enter(code));
    expect(answers.map(({ json }) => json.code)).toEqual([
      'email_code_wrong',
      'email_code_wrong',
      'email_code_wrong',
      'email_code_dead',
      'email_code_dead',
    ]);
  });
});

describe('at once', () => {
  test('two registrations of one number make one account, and its owner is told', async () => {
    const nir = someNir();
    const [one, other] = [aPerson({ nir }), aPerson({ nir })].map(
      (person) => new TestRegistration(api, mailbox, person),
    );
    if (one === undefined || other === undefined) throw new Error('two are needed');
    await Promise.all([one.prove(), other.prove()]);
    const answers = await Promise.all([one.complete(), other.complete()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await accountsWith(nir)).toHaveLength(1);
    const winner = answers[0]?.status === 200 ? one : other;
    await mailTo(mailbox, winner.person.email, ({ subject }) => subject === 'Vous avez déjà un compte');
    expect((await visitor(api).logIn(winner.person)).status).toBe(200);
  });

  test('two tabs that end one registration make one account and both succeed', async () => {
    const registration = new TestRegistration(api, mailbox);
    await registration.prove();
    const answers = await Promise.all([
      registration.complete(),
      registration.complete(),
      registration.complete(),
    ]);
    expect(answers.map(({ json }) => json.step)).toEqual(['completed', 'completed', 'completed']);
    expect(await accountsWith(registration.person.nir)).toHaveLength(1);
  });
});
