import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { nirKey } from '../../../domain/identity/nir.ts';
import type { AddressedMail } from '../../../activities/mail/mail.ts';
import { waitFor } from '../../../dev/wait-for.ts';
import { Browser } from '../../support/web-client.ts';
import {
  type FranceConnectWorld,
  logInByFranceConnect,
  startFranceConnect,
} from '../../support/franceconnect-world.ts';
import { aCaptcha, aProfile } from '../../support/registrations.ts';

const password = 'Un été à Brest 42';
const numberOf = (thirteen: string) => thirteen + nirKey(thirteen);
const own = numberOf('2900375112345');
let world: FranceConnectWorld;
let site: string;
const mails: AddressedMail[] = [];

beforeAll(async () => {
  const mailer = {
    send: (mail: AddressedMail) => Promise.resolve({ id: String(mails.push(mail)) }),
  };
  world = await startFranceConnect({ worker: true, mailer });
  site = world.api.baseUrl;
});
afterAll(async () => {
  await world.stop();
});

async function post(browser: Browser, method: string, path: string, body: object) {
  const { status, text } = await browser.step(`${site}${path}`, { method, body });
  return { status, json: JSON.parse(text) as { id: string; code?: string; step?: string; errors?: unknown } };
}

test('an account is created for an identity without one, with another email, and opened by it from then on', async () => {
  const browser = new Browser();
  await logInByFranceConnect(browser, world, { person: 'ines-delatour' });
  const begin = async (wish: { nir: string; email: string }) =>
    await post(browser, 'POST', '/api/franceconnect/registration', {
      ...wish,
      password,
      captcha: await aCaptcha(world.api),
    });

  const heldEmail = await begin({ nir: own, email: 'Ines.Delatour@identite.test' });
  expect(heldEmail).toMatchObject({ status: 422, json: { errors: [{ path: 'email' }] } });
  const email = `${randomUUID()}@exemple.test`;
  const somebodyElse = await begin({ nir: numberOf('1900375112345'), email });
  expect(somebodyElse).toMatchObject({ status: 409, json: { code: 'franceconnect_identity_mismatch' } });

  const begun = await begin({ nir: own, email });
  expect(begun.status).toBe(201);
  const mail = await waitFor(() => {
    const found = mails.find(({ to }) => to === email);
    return found === undefined ? Promise.reject(new Error('no code yet')) : Promise.resolve(found);
  });
  const code = /\b\d{6}\b/.exec(mail.text)?.[0] ?? '';
  const path = `/api/registrations/${begun.json.id}`;
  expect((await post(browser, 'POST', `${path}/email-code`, { code })).status).toBe(200);
  expect(await post(browser, 'PUT', `${path}/profile`, aProfile)).toMatchObject({ status: 200 });

  const later = new Browser();
  const end = await logInByFranceConnect(later, world, { person: 'ines-delatour' });
  expect(end.location).toBe(`${site}/dossiers`);
  const { text } = await later.step(`${site}/api/session`);
  expect(JSON.parse(text)).toMatchObject({ trainee: { firstName: 'Inès', email } });
});

test('without an identity that waits nothing is begun', async () => {
  const wish = { nir: own, email: 'une@exemple.test', password, captcha: await aCaptcha(world.api) };
  const answer = await post(new Browser(), 'POST', '/api/franceconnect/registration', wish);
  expect(answer).toMatchObject({ status: 409, json: { code: 'franceconnect_nothing_pending' } });
});
