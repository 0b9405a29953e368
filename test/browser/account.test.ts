import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { createTrainee } from '../../db/people/create-trainee.ts';
import { waitFor } from '../../dev/wait-for.ts';
import { nirKey, parseNir } from '../../domain/identity/nir.ts';
import { aTrainee, type TestTrainee } from '../support/api-people.ts';
import { describeInBrowser, useBrowser, type Visitor, type Wishes } from '../support/browser.ts';
import { type FranceConnectWorld, startFranceConnect } from '../support/franceconnect-world.ts';

// Many pages, each checked by axe.

let world: FranceConnectWorld;
let ahead = 0;

beforeAll(async () => {
  world = await startFranceConnect({ worker: true, clock: { now: () => Date.now() + ahead } });
});
afterAll(async () => {
  await world.stop();
});

const pages = [
  ['account', '/compte'],
  ['account-profile', '/compte/profil'],
  ['account-email', '/compte/adresse-electronique'],
  ['account-password', '/compte/mot-de-passe'],
  ['account-sessions', '/compte/sessions'],
  ['account-second-factor', '/compte/double-authentification'],
  ['account-franceconnect', '/compte/franceconnect'],
  ['account-preferences', '/compte/preferences'],
  ['account-calendar', '/compte/agenda'],
  ['account-data', '/compte/donnees'],
  ['account-closing', '/compte/fermeture'],
  ['account-closed', '/compte/ferme'],
  ['account-reopening', '/compte/reouverture'],
  ['terms', '/conditions'],
] as const;

/** Whom the local provider calls Camille Moreau. */
async function camille(): Promise<Pick<TestTrainee, 'nir' | 'password'>> {
  const thirteen = `28505${String(75_000_000 + Math.floor(Math.random() * 999_999))}`;
  const nir = parseNir(thirteen + nirKey(thirteen));
  const password = 'Mot-de-passe-42';
  const person = { nir, password, birthName: 'Moreau', firstName: 'Camille', phone: null, jobSeeker: false };
  const { db, vault } = world.api;
  await createTrainee(db.em.fork(), vault, { ...person, email: `${randomUUID()}@exemple.test` });
  return { nir, password };
}

describeInBrowser('one’s account in a browser', () => {
  const { visit } = useBrowser();
  const goRound = async (wishes: Wishes): Promise<Visitor> => {
    const visitor = await visit(world.api, wishes);
    await visitor.logIn(await aTrainee(world.api));
    for (const [name, path] of pages) {
      await visitor.goTo(path);
      await visitor.check(name);
    }
    return visitor;
  };

  test.each<[string, Wishes]>([
    ['on a wide screen', { isAudited: true }],
    ['on a phone', { screen: 'narrow' }],
    ['in the dark, in English', { dark: true, language: 'en', isAudited: true }],
  ])('has pages that all can use, %s', async (_, wishes) => {
    const visitor = await goRound(wishes);
    await visitor.checkWeight('/compte');
  });

  test('is given a second step, which the next login asks for', async () => {
    const trainee = await aTrainee(world.api);
    const visitor = await visit(world.api, { isAudited: true });
    const { page } = visitor;
    await visitor.logIn(trainee);
    await visitor.goTo('/compte/double-authentification');
    await page.locator('#password').fill(trainee.password);
    await visitor.press('Activer la double authentification');
    await visitor.check('account-enrolment');
    const secret = (await page.locator('.qr + p code').innerText()).replaceAll(' ', '');
    const totp = new TOTP({ secret: Secret.fromBase32(secret) });
    await page.locator('#code').fill('000000');
    await visitor.press('Activer');
    await visitor.check('account-enrolment-refused');
    await page.locator('#code').fill(totp.generate());
    await visitor.press('Activer');
    await visitor.check('account-recovery-codes');
    expect(await page.locator('.codes li').count()).toBe(10);
    await visitor.press('J’ai noté mes codes');
    await visitor.goTo('/compte/double-authentification');
    await visitor.check('account-second-factor-on');
    await visitor.press('Créer de nouveaux codes de secours');
    await visitor.check('account-new-codes');
    await page.getByRole('button', { name: 'Se déconnecter' }).click();

    // A code serves once: the next one is of the next half minute.
    ahead += 30_000;
    await visitor.goTo('/connexion');
    await page.locator('#nir').fill(trainee.nir);
    await page.locator('#password').fill(trainee.password);
    await page.locator('main form button').click();
    await page.waitForURL('**/connexion/code*');
    await visitor.check('login-code');
    await page.locator('#code').fill(totp.generate({ timestamp: Date.now() + ahead }));
    await page.locator('main form button').click();
    await page.waitForURL('**/dossiers');
  });

  test('is linked to FranceConnect+, which then opens it, and unlinked', async () => {
    const trainee = await camille();
    const visitor = await visit(world.api, { isAudited: true });
    const { page } = visitor;
    await visitor.logIn(trainee);
    await visitor.goTo('/compte/franceconnect');
    await visitor.press('Lier avec FranceConnect+');
    await page.locator('button[value="camille-moreau"]').click();
    await page.waitForURL('**/connexion/franceconnect');
    await page.locator('#nir').fill(trainee.nir);
    await page.locator('#password').fill(trainee.password);
    await visitor.press('Relier mon compte et me connecter');
    await page.waitForURL('**/compte/franceconnect');
    expect(await visitor.text()).toContain('Votre compte est lié à FranceConnect+ depuis');
    await visitor.check('account-franceconnect-linked');
    await page.locator('#password').fill(trainee.password);
    await visitor.press('Supprimer le lien');
    await page.waitForURL('**/compte');
    expect(await visitor.text()).toContain('Pas de lien');
  });

  test('fetches a copy of its data', async () => {
    const visitor = await visit(world.api, { isAudited: true });
    const { page } = visitor;
    const trainee = await aTrainee(world.api);
    await visitor.logIn(trainee);
    await visitor.goTo('/compte/donnees');
    await visitor.press('Demander une copie');
    const link = page.getByRole('link', { name: 'Fichier PDF (à lire)' });
    await waitFor(async () => {
      await page.reload();
      if ((await link.count()) === 0) throw new Error('not ready');
    });
    await visitor.check('account-data-ready');
    await link.click();
    await visitor.check('account-data-proof');
    await page.locator('#password').fill(trainee.password);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Fichier PDF (à lire)' }).click();
    expect((await download).suggestedFilename()).toBe('donnees-personnelles.pdf');
  });

  test('warns before its session ends, and goes on when asked to', async () => {
    const visitor = await visit(world.api, { isAudited: true });
    const { page } = visitor;
    await visitor.logIn(await aTrainee(world.api));
    await page.clock.install();
    await visitor.goTo('/compte');
    const region = page.locator('#fin-de-session');
    expect(await region.innerText()).toBe('');
    await page.clock.runFor(13 * 60_000);
    expect(await region.innerText()).toContain('Votre session va se terminer');
    await visitor.check('session-end');
    const answer = page.waitForResponse('**/api/session');
    await page.getByRole('button', { name: 'Rester connecté' }).click();
    expect((await answer).status()).toBe(200);
    await page.locator('#fin-de-session .container').waitFor({ state: 'hidden' });
    await page.clock.runFor(15 * 60_000);
    expect(await region.innerText()).toContain('Votre session est terminée.');
    await visitor.check('session-ended');
  });
});
