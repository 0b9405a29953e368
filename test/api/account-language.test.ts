import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { englishLetters } from '../../activities/accounts/english-letters.ts';
import { frenchLetters } from '../../activities/accounts/french-letters.ts';
import type { Letter } from '../../activities/accounts/letter.ts';
import { visitor } from '../support/api-client.ts';
import { mailTo } from '../support/mailbox.ts';
import { aPerson, type Person, TestRegistration } from '../support/registrations.ts';
import { type RegistrationWorld, startRegistrationWorld } from '../support/registration-world.ts';

let world: RegistrationWorld;
beforeAll(async () => {
  world = await startRegistrationWorld();
});
afterAll(() => world.stop());
beforeEach(() => world.forgetLimits());

async function heard({ email }: Person, subject: string): Promise<void> {
  const mail = await mailTo(world.mailbox, email, (one) => one.subject === subject);
  expect(mail.html).toContain('<html lang="en">');
}

test('who registers in English is written to in English from the first mail on', async () => {
  const person = aPerson({ language: 'en' });
  const registration = new TestRegistration(world.api, world.mailbox, person);
  await registration.prove();
  await heard(person, 'Your code to create your account');
  await registration.complete();
  await heard(person, 'Your account is created');

  const client = visitor(world.api);
  expect((await client.logIn(person)).status).toBe(200);
  expect((await client.get('/api/preferences')).json).toMatchObject({ language: 'en' });
  expect((await client.post('/api/account/exports')).status).toBe(202);
  await heard(person, 'Your personal data are ready');
  expect((await visitor(world.api).post('/api/password-resets', { nir: person.nir })).status).toBe(202);
  await heard(person, 'Choose a new password');

  const second = new TestRegistration(world.api, world.mailbox, { ...aPerson(), nir: person.nir });
  await second.begin();
  await heard(person, 'You already have an account');
});

test('another language than those of the service is refused', async () => {
  const wish = aPerson({ language: 'de' as 'en' });
  const answer = await new TestRegistration(world.api, world.mailbox, wish).begin();
  expect([answer.status, answer.json.errors[0]?.path]).toEqual([422, 'language']);
});

describe('each letter', () => {
  const names = Object.keys(frenchLetters) as (keyof typeof frenchLetters)[];

  test.each(names)('%s says as much in English as in French', (name) => {
    const shape = ({ paragraphs, action }: Letter) => [paragraphs.length, action?.url];
    const [french, english] = [frenchLetters[name]('X', 'Y'), englishLetters[name]('X', 'Y')];
    expect(shape(english)).toEqual(shape(french));
    expect(english.subject).not.toBe(french.subject);
  });
});
