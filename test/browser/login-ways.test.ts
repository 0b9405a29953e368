import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeInBrowser, useBrowser } from '../support/browser.ts';
import { type FranceConnectWorld, startFranceConnect } from '../support/franceconnect-world.ts';

let world: FranceConnectWorld;

beforeAll(async () => {
  world = await startFranceConnect();
});
afterAll(async () => {
  await world.stop();
});

describeInBrowser('logging in by FranceConnect+ in a browser', () => {
  const { visit } = useBrowser();

  test('an identity without an account may begin one with its birth name, or be forgotten', async () => {
    const visitor = await visit(world.api, { isAudited: true });
    const { page } = visitor;
    await visitor.goTo('/connexion');
    await visitor.check('login-franceconnect');
    await visitor.press('Se connecter avec FranceConnect+');
    await page.locator('button[value="camille-moreau"]').click();
    await page.waitForURL('**/connexion/franceconnect');
    await visitor.check('login-franceconnect-next');
    await visitor.press('Relier mon compte et me connecter');
    await visitor.check('login-franceconnect-refused');
    await visitor.press('Continuer sans FranceConnect+');
    expect(new URL(page.url()).pathname).toBe('/connexion');
  });
});
