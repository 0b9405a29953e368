import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApi, type TestApi } from '../support/api.ts';
import { aCast, type ApiCast, sentDossier } from '../support/api-dossiers.ts';
import { aMember } from '../support/api-members.ts';
import { describeInBrowser, useBrowser, type Visitor, type Wishes } from '../support/browser.ts';
import { logInAsMember } from '../support/member-browser.ts';

let api: TestApi;
let withoutTemporal: TestApi;
let cast: ApiCast;

beforeAll(async () => {
  api = await startApi({ worker: true });
  // Port 1 answers nobody.
  withoutTemporal = await startApi({ temporalAddress: '127.0.0.1:1' });
  cast = await aCast(api);
});
afterAll(async () => {
  await api.stop();
  await withoutTemporal.stop();
});

const ways: [string, Wishes][] = [
  ['on a wide screen', { isAudited: true }],
  ['on a phone in the dark', { screen: 'narrow', dark: true, isAudited: true }],
];

/** Sends a form of the page as one whose session has changed since: it stands there again, and says why. */
async function sendStale({ page }: Visitor, form: string): Promise<void> {
  await page.evaluate(`(() => {
    const form = document.querySelector(${JSON.stringify(form)});
    form.elements.jeton.value = 'périmé';
    form.submit();
  })()`);
  await page.waitForURL((url) => url.searchParams.has('saisie'));
  await page.getByText('Votre session avait pris fin avant l’envoi.').waitFor();
}

const menu = async ({ page }: Visitor) => await page.locator('nav.menu a').allInnerTexts();

describeInBrowser('an error', () => {
  const { visit } = useBrowser();

  test.each(ways)('tells a trainee what happened and the way back, %s', async (_, wishes) => {
    const number = await sentDossier(cast);
    const visitor = await visit(api, wishes);
    const { page } = visitor;
    await visitor.logIn(cast.trainee);
    await visitor.goTo(`/dossiers/${number}/messages`);
    await sendStale(visitor, 'main form');
    await visitor.check('error-stale');
    expect(await page.locator('.who').innerText()).toBe('Camille Exemple');
    expect(new URL(page.url()).pathname).toBe(`/dossiers/${number}/messages`);
    await visitor.goTo(`/dossiers/${number}/validation`);
    expect(await visitor.text()).toContain('Rien à lire à cette adresse');
    await visitor.check('error-only-form');
    await visitor.goTo('/auth/franceconnect/callback?error=access_denied&state=inconnu');
    expect(await visitor.text()).toContain('Se connecter');
    await visitor.check('error-franceconnect');
  });

  test.each(ways)('leaves a member in their own part of the site, %s', async (_, wishes) => {
    const member = await aMember(api, cast.organisation.id, { role: 'agent' });
    const visitor = await visit(api, wishes);
    const { page } = visitor;
    await logInAsMember(visitor, member);
    const number = await sentDossier(cast);
    await visitor.goTo(`/organisme/dossiers/${number}/messages`);
    await sendStale(visitor, 'main form');
    expect(await menu(visitor)).toContain('Dossiers reçus');
    expect(await page.locator('header.site').innerText()).toContain('Organisme d’essai');
    await visitor.check('error-organisation-stale');
    expect(new URL(page.url()).pathname).toBe(`/organisme/dossiers/${number}/messages`);
    for (const [name, path] of [
      ['error-organisation-not-found', '/organisme/dossiers/4000000000'],
      ['error-organisation-not-permitted', '/organisme/membres'],
    ] as const) {
      await visitor.goTo(path);
      expect(await menu(visitor)).toContain('Dossiers reçus');
      await visitor.check(name);
    }
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await visitor.goTo('/organisme/rien');
    expect(await page.getByRole('button', { name: 'Se connecter' }).count()).toBe(1);
    await visitor.check('error-organisation-visitor');
  });

  test('says that the service does not answer for now, and leads back to the page', async () => {
    const away = await aCast(withoutTemporal);
    const visitor = await visit(withoutTemporal, { screen: 'narrow', isAudited: true });
    await visitor.logIn(away.trainee);
    await visitor.goTo(`/formations/${away.trainingId}`);
    await visitor.press(/^Créer un dossier pour/);
    expect(await visitor.text()).toContain('Vos dossiers ne sont pas perdus.');
    await visitor.check('error-unavailable');
    await visitor.press('Revenir à la page où vous étiez');
    expect(new URL(visitor.page.url()).pathname).toBe(`/formations/${away.trainingId}`);
  });
});
