import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Mailbox } from '../../dev/mailbox/start-mailbox.ts';
import { aTraineeAtHome, tokenMailedTo } from '../support/account-world.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { describeInBrowser, useBrowser } from '../support/browser.ts';
import { startTestMailbox } from '../support/mailbox.ts';
import { mailsTo } from '../support/registrations.ts';

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

describeInBrowser('the links of mails in a browser', () => {
  const { visit } = useBrowser();

  test.each([
    ['with a script that reads the link', { isAudited: true, javaScript: true }],
    ['by pasting the link without JavaScript', { javaScript: false }],
  ])('a lost password is replaced, %s', async (_, wishes) => {
    const { trainee } = await aTraineeAtHome(api);
    const { email } = trainee;
    const password = 'Un automne à Brest 43';
    const visitor = await visit(api, wishes);
    const { page } = visitor;
    await visitor.goTo('/connexion');
    await visitor.press('Mot de passe oublié');
    await visitor.check('password-forgotten');
    await page.locator('#nir').fill(trainee.nir);
    await visitor.press('Recevoir un lien');
    await visitor.check('password-sent');
    const token = await tokenMailedTo(mailbox, email, /mot de passe/i);
    await visitor.goTo(`/mot-de-passe/nouveau#${token}`);
    if (wishes.javaScript) {
      expect(await page.locator('#token').inputValue()).toBe(token);
      expect(page.url()).not.toContain(token);
    } else await page.locator('#token').fill(`http://localhost/mot-de-passe/nouveau#${token}`);
    await page.locator('#password').fill('court');
    await visitor.press('Changer mon mot de passe');
    expect(await page.locator('#token').inputValue()).toBe(token);
    await visitor.check('password-new-refused');
    await page.locator('#password').fill(password);
    await visitor.press('Changer mon mot de passe');
    expect(await visitor.text()).toContain('Votre mot de passe est changé');
    await visitor.logIn({ nir: trainee.nir, password });
  });

  test('another email is confirmed by its link, once', async () => {
    const { client, trainee } = await aTraineeAtHome(api);
    const email = `autre-${trainee.id}@exemple.test`;
    const asked = await client.post('/api/email-changes', { email, password: trainee.password });
    expect(asked.status).toBe(202);
    const token = await tokenMailedTo(mailbox, email, /./);
    const visitor = await visit(api, { isAudited: true });
    await visitor.goTo(`/compte/email#${token}`);
    await visitor.check('email-confirm');
    await visitor.press('Confirmer cette adresse');
    expect(await visitor.text()).toContain('Votre adresse électronique est changée');
    await visitor.goTo(`/compte/email?encore#${token}`);
    await visitor.press('Confirmer cette adresse');
    expect(await visitor.page.locator('#token-error').innerText()).toContain('a déjà servi');
  });
});
