import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { aCast, type ApiCast, sentDossier } from '../support/api-dossiers.ts';
import { describeInBrowser, useBrowser } from '../support/browser.ts';

let api: TestApi;
let cast: ApiCast;

beforeAll(async () => {
  api = await startApi({ worker: true });
  cast = await aCast(api);
});
afterAll(async () => {
  await api.stop();
});

describeInBrowser('a form that is not taken', () => {
  const { visit } = useBrowser();

  test('is never sent again by going back or reloading, and a corrected one leaves an empty form behind', async () => {
    const visitor = await visit(api);
    const { page } = visitor;
    await visitor.logIn(cast.trainee);
    const number = await sentDossier(cast);
    await visitor.goTo(`/dossiers/${number}`);
    await visitor.goTo(`/dossiers/${number}/messages`);
    await page.evaluate('document.forms[document.forms.length - 1].noValidate = true');
    await visitor.press('Envoyer le message');
    await page.locator('#erreurs').waitFor();
    expect(new URL(page.url()).search).toMatch(/^\?saisie=/);
    await page.reload();
    expect(await page.locator('#erreurs a').getAttribute('href')).toBe('#texte');

    await page.locator('#texte').fill('Bonjour, est-ce en ligne ?');
    await visitor.press('Envoyer le message');
    await page.getByText('Bonjour, est-ce en ligne ?').waitFor();
    // A form that is to be sent again has no page to go back to: the browser would show its own error.
    for (const _step of ['to the refused form', 'to its page', 'to the dossier']) {
      await page.goBack();
      expect(await page.locator('h1').count()).toBe(1);
      expect(await page.locator('#erreurs').count()).toBe(0);
    }
    expect(new URL(page.url()).pathname).toBe(`/dossiers/${number}`);
    const { json } = await cast.asTrainee.get(`/api/dossiers/${number}/messages`);
    expect(json.items).toHaveLength(1);
  });

  test('whose session had ended is there again after the login, in the same place', async () => {
    const visitor = await visit(api, { screen: 'narrow', isAudited: true });
    const { page } = visitor;
    await visitor.logIn(cast.trainee);
    await visitor.goTo(`/dossiers/${await sentDossier(cast)}/messages`);
    await page.locator('#texte').fill('Une longue question.\nSur deux lignes.');
    await sql`delete from http_sessions where sess ->> 'traineeId' = ${cast.trainee.id}`.execute(
      queries(api.db.em.fork()),
    );
    await visitor.press('Envoyer le message');
    await page.waitForURL('**/connexion?**');
    await page.locator('#nir').fill(cast.trainee.nir);
    await page.locator('#password').fill(cast.trainee.password);
    await page.locator('main form button').first().click();
    await page.locator('#erreurs').waitFor();
    expect(await page.locator('#texte').inputValue()).toBe('Une longue question.\nSur deux lignes.');
    await visitor.check('form-after-login');
    await visitor.press('Envoyer le message');
    await page.getByText('Une longue question.').waitFor();
  });
});
