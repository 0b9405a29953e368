import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { codeOf } from '../../api/captchas/captchas.ts';
import { createCodeHash } from '../../db/accounts/code-hash.ts';
import { queries } from '../../db/database.ts';
import type { Mailbox } from '../../dev/mailbox/start-mailbox.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { describeInBrowser, useBrowser, type Visitor } from '../support/browser.ts';
import { mailTo, startTestMailbox } from '../support/mailbox.ts';
import { aPerson, mailsTo, otherThan, type Person } from '../support/registrations.ts';

// Ten pages each, searched by axe.

let api: TestApi;
let mailbox: Mailbox;

beforeAll(async () => {
  mailbox = await startTestMailbox();
  api = await startApi({ worker: true, env: mailsTo(mailbox) });
});
afterAll(async () => {
  await api.stop();
  await mailbox.close();
});
// Each test is a browser of its own; they share an address.
beforeEach(async () => {
  await sql`delete from rate_limits`.execute(queries(api.db.em.fork()));
});

async function codeMailedTo({ email }: Person): Promise<string> {
  const { text } = await mailTo(mailbox, email, (mail) => /^\d{6}$/m.test(mail.text ?? ''));
  return /^\d{6}$/m.exec(text ?? '')?.[0] ?? '';
}

/** The displayed code, as a person reads or hears it. */
async function readDrawnCode({ page }: Visitor): Promise<string> {
  const id = await page.locator('[name=captcha]').inputValue();
  return codeOf(createCodeHash(api.config.CODE_HASH_KEY), id);
}

async function fillIdentity(visitor: Visitor, person: Person): Promise<void> {
  for (const name of ['nir', 'birthName', 'email', 'password'] as const) {
    await visitor.page.locator(`#${name}`).fill(person[name]);
    await visitor.press('Continuer');
  }
}

const contact = { phone: '06 12 34 56 78', street: '12 rue des Lilas', postcode: '69003', city: 'Lyon' };

describeInBrowser('creating an account in a browser', () => {
  const { visit } = useBrowser();

  test.each([
    ['on a wide screen', { screen: 'wide', isAudited: true }, null],
    ['on a phone, in English', { screen: 'narrow', language: 'en' }, '/mes-droits'],
  ] as const)('goes one step a page, and nothing typed is lost, %s', async (_, wishes, begunOn) => {
    const person = aPerson();
    const visitor = await visit(api, wishes);
    const { page } = visitor;
    const go = /^(Continuer|Continue)$/;
    const fill = async (id: string, text: string) => await page.locator(`#${id}`).fill(text);

    await visitor.goTo(begunOn ?? '/connexion');
    await visitor.press(/^(Créer un compte|Create an account)$/);
    await visitor.check('register-1');
    await fill('nir', '1 85 05 78');
    await visitor.press(go);
    expect(await page.locator('#nir').inputValue()).toBe('1 85 05 78');
    expect(await page.locator('#erreurs a').getAttribute('href')).toBe('#nir');
    await visitor.check('register-1-refused');
    await fill('nir', person.nir);
    await visitor.press(go);
    await visitor.check('register-2');
    await visitor.press(go);
    await visitor.check('register-2-refused');
    await visitor.goTo(page.url());
    await fill('birthName', person.birthName);
    await visitor.press(go);
    await visitor.check('register-3');
    await page.goBack();
    expect(await page.locator('#birthName').inputValue()).toBe(person.birthName);
    await visitor.press(go);
    await fill('email', 'rien');
    await visitor.press(go);
    expect(await page.locator('#email').inputValue()).toBe('rien');
    await visitor.check('register-3-refused');
    await fill('email', person.email);
    await visitor.press(go);
    await fill('password', 'court1');
    await page.locator('[data-rule=no_digit][data-kept=true]').waitFor();
    expect(await page.locator('[data-rule=too_short]').getAttribute('data-kept')).toBe('false');
    await visitor.press(go);
    expect(await page.locator('#password').inputValue()).toBe('');
    await visitor.check('register-4-refused');
    await fill('password', person.password);
    await visitor.press(go);
    await visitor.check('register-5');
    await fill('text', 'XXXXXX');
    await visitor.press(go);
    expect(await page.locator('#text-error').count()).toBe(1);
    await visitor.check('register-5-refused');
    // Who cannot read it lets the browser work in their place.
    await visitor.press(/^(Je ne peux pas lire|I cannot read)/);
    await page.waitForURL('**/code');
    await visitor.check('register-6');
    const code = await codeMailedTo(person);
    await fill('code', otherThan(code));
    await visitor.press(go);
    expect(await visitor.text()).toMatch(/(Saisies restantes : |Tries left: )3/);
    await visitor.check('register-6-refused');
    await fill('code', code);
    await visitor.press(go);
    await page.waitForURL('**/coordonnees');
    await visitor.check('register-7');
    await fill('phone', '12');
    await visitor.press(go);
    expect(await page.locator('#phone-error, #street-error, #postcode-error, #city-error').count()).toBe(4);
    await visitor.check('register-7-refused');
    for (const [name, text] of Object.entries(contact)) await fill(name, text);
    await visitor.press(go);
    await visitor.check('register-8');
    await page.locator('[name=diploma][value="5"]').check();
    await fill('diplomaYear', '1890');
    await visitor.press(go);
    expect(await page.locator('#diplomaYear-error').count()).toBe(1);
    await visitor.check('register-8-refused');
    await fill('diplomaYear', '2019');
    await visitor.press(go);
    await visitor.check('register-9');
    await visitor.press(go);
    await visitor.check('register-9-refused');
    await page.locator('[name=category][value="5"]').check();
    await visitor.press(go);
    const lastStep = new URL(page.url()).pathname;
    await visitor.press(/^(Créer mon compte|Create my account)$/);
    expect(await page.locator('#terms-error').count()).toBe(1);
    await visitor.check('register-10-refused');
    await page.locator('#terms').check();
    await visitor.press(/^(Créer mon compte|Create my account)$/);
    const end = begunOn ?? '/inscription/bienvenue';
    await page.waitForURL(`**${end}`);
    await visitor.check('register-welcome');
    // A page of before, opened again, does nothing twice.
    await visitor.goTo(lastStep);
    expect(new URL(page.url()).pathname).toBe('/inscription/bienvenue');
    // Whoever made the account is logged in.
    await visitor.goTo('/compte');
    expect(new URL(page.url()).pathname).toBe('/compte');
  });

  test('works without JavaScript; a code entered wrongly 4 times is dead, and one starts again', async () => {
    const person = aPerson();
    const visitor = await visit(api, { javaScript: false });
    const { page } = visitor;
    await visitor.goTo('/inscription');
    await fillIdentity(visitor, person);
    await page.locator('#text').fill(await readDrawnCode(visitor));
    await visitor.press('Continuer');
    const code = await codeMailedTo(person);
    for (let offset = 1; offset <= 4; offset += 1) {
      await page.locator('#code').fill(otherThan(code, offset));
      await visitor.press('Continuer');
    }
    expect(await visitor.text()).toContain('Le code a été saisi 4 fois de façon incorrecte');
    await visitor.check('register-dead-without-script');
    await visitor.press('Recommencer');
    expect(await page.locator('#nir').inputValue()).toBe('');
  });

  test('says where the code went and when, and lets the address be corrected without typing all again', async () => {
    const person = aPerson({ email: `faute-${aPerson().email}` });
    const visitor = await visit(api);
    const { page } = visitor;
    await visitor.goTo('/inscription');
    await fillIdentity(visitor, person);
    await page.locator('#text').fill(await readDrawnCode(visitor));
    await visitor.press('Continuer');
    await page.waitForURL('**/code');
    const told = await visitor.text();
    expect(told).toContain(`envoyé par email à f•••${person.email.split('@')[0]?.slice(-1)}@exemple.test`);
    expect(told).not.toContain(person.email);
    expect(told).toContain('courriers indésirables');
    await visitor.press('Renvoyer le code');
    expect(await page.locator('#fait').innerText()).toContain('Un nouveau code vient d’être envoyé.');
    expect(await visitor.text()).toMatch(/Dernier envoi à \d+ h/);
    await visitor.check('register-6-sent-again');
    await page.getByRole('link', { name: 'Changer d’adresse électronique' }).first().click();
    expect(await page.locator('#email').inputValue()).toBe(person.email);
    const right = { ...person, email: person.email.replace('faute-', '') };
    await page.locator('#email').fill(right.email);
    await visitor.press('Continuer');
    await page.locator('#password').fill(person.password);
    await visitor.press('Continuer');
    await page.locator('#text').fill(await readDrawnCode(visitor));
    await visitor.press('Continuer');
    await page.locator('#code').waitFor();
    await page.locator('#code').fill(await codeMailedTo(right));
    await visitor.press('Continuer');
    await page.waitForURL('**/coordonnees');
    // Whoever begins anew at the same screen does not see who was there before.
    await visitor.goTo('/inscription');
    expect(await page.locator('#nir').inputValue()).toBe('');
  });

  test('does it by keyboard alone, up to the code', async () => {
    const person = aPerson();
    const visitor = await visit(api);
    const { page } = visitor;
    const tabTo = async (selector: string): Promise<void> => {
      for (let left = 40; left > 0; left -= 1) {
        if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`the keyboard does not reach ${selector}`);
    };
    await visitor.goTo('/inscription');
    for (const name of ['nir', 'birthName', 'email', 'password'] as const) {
      await page.locator(`#${name}`).waitFor();
      await tabTo(`#${name}`);
      await page.keyboard.type(person[name]);
      await page.keyboard.press('Enter');
    }
    await page.locator('#text').waitFor();
    await tabTo('[data-challenge] button');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/code');
    await tabTo('#code');
    await page.keyboard.type(await codeMailedTo(person));
    await page.keyboard.press('Enter');
    await page.waitForURL('**/coordonnees');
    expect(visitor.errors).toEqual([]);
  });
});
