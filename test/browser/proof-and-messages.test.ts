import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApi, type TestApi } from '../support/api.ts';
import { aCast, enteredDossier, fromToday, sentDossier, sessionToday } from '../support/api-dossiers.ts';
import { describeInBrowser, useBrowser, type Wishes } from '../support/browser.ts';
import { aPdf, aPng } from '../support/files.ts';

// Journeys of several pages, each checked by axe.

let api: TestApi;

beforeAll(async () => {
  api = await startApi({ worker: true, env: { POLICY_VERSION: fromToday } });
});
afterAll(async () => {
  await api.stop();
});

const ways: [string, Wishes][] = [
  ['on a wide screen', { isAudited: true }],
  ['on a phone', { screen: 'narrow' }],
];
const pdf = (name: string) => ({ name, mimeType: 'application/pdf', buffer: aPdf() });

describeInBrowser('files in a browser', () => {
  const { visit } = useBrowser();

  test.each(ways)('a proof makes a late cancellation free, %s', async (_, wishes) => {
    const cast = await aCast(api, sessionToday());
    const number = await enteredDossier(cast);
    const visitor = await visit(api, wishes);
    const { page } = visitor;
    await visitor.logIn(cast.trainee);
    await visitor.goTo(`/dossiers/${number}/annulation`);
    expect(await visitor.text()).toContain('le prix de la formation reste dû');
    expect(await visitor.text()).toMatch(/Droits consommés\s+1\s200,00\s€/);
    await visitor.check('cancellation-reason');
    await page.getByLabel('maladie ou accident').check();
    await visitor.press('Continuer');
    await visitor.check('cancellation-proof');
    await visitor.press('Continuer sans justificatif');
    expect(await visitor.text()).toMatch(/Droits consommés\s+1\s200,00\s€/);
    await visitor.check('cancellation-without-proof');
    await page.goBack();
    await visitor.press('Ajouter ce justificatif');
    expect(await page.locator('#erreurs').innerText()).toContain(
      'Choisissez le fichier de votre justificatif.',
    );
    await visitor.check('proof-refused');
    await page.locator('#justificatif').setInputFiles(pdf('Certificat médical.pdf'));
    await visitor.press('Ajouter ce justificatif');
    expect(await visitor.text()).toContain('que notre service n’a pas encore vérifié');
    expect(await visitor.text()).toMatch(/Droits rendus\s+1\s200,00\s€/);
    await visitor.check('cancellation-with-proof');
    await visitor.press('Oui, annuler mon dossier');
    expect(await page.locator('header.head .badge').innerText()).toContain('Formation annulée');
    expect(await visitor.text()).toContain('Vos droits vous sont rendus en totalité.');
    expect(await visitor.text()).toContain('joint à l’annulation, non vérifié par notre service');
    await visitor.check('dossier-cancelled-with-proof');
  });

  test.each(ways)('messages go both ways, with files, until the dossier ends, %s', async (_, wishes) => {
    const cast = await aCast(api);
    const number = await sentDossier(cast);
    const visitor = await visit(api, wishes);
    const { page } = visitor;
    await visitor.logIn(cast.trainee);
    await visitor.goTo(`/dossiers/${number}`);
    await visitor.press('Messages avec l’organisme');
    await visitor.check('messages-empty');
    await page.locator('#texte').fill('Bonjour,\nla salle est-elle accessible en fauteuil ?');
    const png = { name: 'plan.png', mimeType: 'image/png', buffer: aPng() };
    await page
      .locator('#fichiers')
      .setInputFiles([pdf('Une pièce au nom plutôt long pour un téléphone.pdf'), png]);
    await visitor.press('Envoyer le message');
    expect(await page.locator('.notice').innerText()).toBe('Votre message est envoyé.');
    const text = 'Oui, et un ascenseur mène à l’étage. '.repeat(5);
    const answer = await cast.asOrganisation.post(`/api/organisation/dossiers/${number}/messages`, { text });
    expect(answer.status).toBe(201);
    await visitor.goTo(`/dossiers/${number}`);
    await visitor.check('dossier-unread');
    await visitor.press('Messages avec l’organisme (1 non lu)');
    await visitor.check('messages');
    expect(await page.locator('.messages .unread').count()).toBe(1);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'plan.png' }).click();
    expect((await download).suggestedFilename()).toBe('plan.png');
    await page.locator('#texte').fill(' ');
    await visitor.press('Envoyer le message');
    await visitor.check('messages-refused');

    await cast.asTrainee.post(`/api/dossiers/${number}/cancellation`);
    await visitor.goTo(`/dossiers/${number}/messages`);
    expect(await page.locator('#texte').count()).toBe(0);
    await visitor.check('messages-closed');
  });

  test('print a dossier without what only a screen needs', async () => {
    const cast = await aCast(api);
    const number = await sentDossier(cast);
    const visitor = await visit(api);
    const { page } = visitor;
    await visitor.logIn(cast.trainee);
    await visitor.goTo(`/dossiers/${number}`);
    await page.emulateMedia({ media: 'print' });
    await visitor.check('dossier-print');
    for (const selector of [
      'nav.menu',
      '.account',
      'footer.site',
      '#documents',
      'main a[href$="/messages"]',
    ]) {
      expect([selector, await page.locator(selector).first().isVisible()]).toEqual([selector, false]);
    }
    expect(await page.locator('h1').isVisible()).toBe(true);
    expect(await page.locator('.timeline').isVisible()).toBe(true);
  });
});
