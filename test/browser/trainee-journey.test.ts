import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApi, type TestApi } from '../support/api.ts';
import { aCast, type ApiCast } from '../support/api-dossiers.ts';
import { describeInBrowser, useBrowser, type Visitor } from '../support/browser.ts';

// Journeys of many pages, each checked by axe.

let api: TestApi;

beforeAll(async () => {
  api = await startApi({ worker: true });
});
afterAll(async () => {
  await api.stop();
});

function numberOn({ page }: Visitor): string {
  return /\/dossiers\/(\d{10})/.exec(page.url())?.[1] ?? '';
}

async function reply({ asOrganisation }: ApiCast, number: string, body: unknown): Promise<void> {
  const answer = await asOrganisation.post(`/api/organisation/dossiers/${number}/reply`, body);
  expect(answer.status).toBe(200);
}

describeInBrowser('a trainee in a browser', () => {
  const { visit } = useBrowser();

  test.each([
    ['on a wide screen', { screen: 'wide', javaScript: true, isAudited: true }],
    ['on a phone', { screen: 'narrow', javaScript: true, isAudited: false }],
    ['without JavaScript', { screen: 'wide', javaScript: false, isAudited: false }],
  ] as const)('searches, logs in, sends, validates and cancels, %s', async (_, wishes) => {
    const cast = await aCast(api);
    const visitor = await visit(api, wishes);
    const { page } = visitor;
    const check = async (name: string) =>
      await visitor.check(wishes.javaScript ? name : `${name}-without-script`);

    await visitor.goTo('/');
    await check('home');
    await page.locator('#q').fill('anglais professionnel');
    await visitor.press('Rechercher');
    await check('search');

    await visitor.goTo(`/formations/${cast.trainingId}`);
    await check('training');
    await page.getByRole('button', { name: /^Créer un dossier pour/ }).click();
    // Not logged in: the login comes first, then the session that was chosen.
    expect(new URL(page.url()).pathname).toBe('/connexion');
    await check('login');
    await page.locator('#nir').fill(cast.trainee.nir);
    await page.locator('#password').fill(cast.trainee.password);
    await visitor.press('Se connecter');
    expect(new URL(page.url()).pathname).toBe('/dossiers/nouveau');
    expect(await page.locator('#session').inputValue()).toBe(cast.sessionId);
    await check('dossier-new');
    await visitor.press('Créer un dossier');
    const number = numberOn(visitor);
    expect(await page.locator('.notice').innerText()).toMatch(/^Votre dossier est créé/);
    await check('dossier-draft');
    await visitor.press('Continuer vers l’envoi');
    await visitor.press('Envoyer à l’organisme');
    expect(await visitor.text()).toContain("Demande d'inscription");
    await check('dossier-requested');

    await reply(cast, number, { decision: 'accept' });
    if (wishes.javaScript) await page.locator('header.head .badge.to_validate').waitFor();
    else await page.reload();
    await check('dossier-to-validate');
    await page.locator('[name=accord]').check();
    await page.locator('[name=conditions]').check();
    await visitor.press('Valider mon inscription');
    expect(await page.locator('header.head .badge').innerText()).toContain('Validé');
    await check('dossier-validated');

    await visitor.press('Annuler ce dossier');
    expect(await visitor.text()).toContain('Vos droits vous sont rendus en totalité.');
    await check('cancellation');
    await visitor.press('Oui, annuler mon dossier');
    expect(await page.locator('header.head .badge').innerText()).toContain('Formation annulée');
    await check('dossier-cancelled');

    await page.getByText('Supprimer ce dossier de ma liste').click();
    await visitor.press('Oui, supprimer le dossier');
    expect(await page.locator('.notice').innerText()).toBe('Le dossier est supprimé de votre liste.');
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await visitor.goTo('/dossiers');
    expect(new URL(page.url()).pathname).toBe('/connexion');
  });

  test('does it all by keyboard alone', async () => {
    const cast = await aCast(api);
    const visitor = await visit(api);
    const { page } = visitor;
    const tabTo = async (selector: string): Promise<void> => {
      for (let left = 80; left > 0; left -= 1) {
        if (await page.evaluate(`document.activeElement.matches(${JSON.stringify(selector)})`)) return;
        await page.keyboard.press('Tab');
      }
      throw new Error(`the keyboard does not reach ${selector}`);
    };
    await visitor.goTo('/connexion');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('contenu');
    await tabTo('#nir');
    await page.keyboard.type(cast.trainee.nir);
    await tabTo('#password');
    await page.keyboard.type(cast.trainee.password);
    await page.keyboard.press('Enter');
    await page.waitForURL('**/dossiers');
    await visitor.goTo(`/formations/${cast.trainingId}`);
    await tabTo('button[aria-label^="Créer un dossier pour"]');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/dossiers/40*');
    await tabTo('#continuer');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/envoi');
    await tabTo('#envoyer');
    await page.keyboard.press('Enter');
    await page.locator('.badge.requested').first().waitFor();
    await reply(cast, numberOn(visitor), { decision: 'accept' });
    await page.locator('header.head .badge.to_validate').waitFor();
    await tabTo('[name=accord]');
    await page.keyboard.press('Space');
    await tabTo('[name=conditions]');
    await page.keyboard.press('Space');
    await page.keyboard.press('Enter');
    await page.locator('header.head .badge.validated').waitFor();
    await tabTo('a[href$="/annulation"]');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/annulation');
    await tabTo('button.danger');
    await page.keyboard.press('Enter');
    await page.locator('header.head .badge.cancelled').waitFor();
    expect(visitor.errors).toEqual([]);
  });
});
