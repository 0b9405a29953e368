import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type PaymentServer, startPaymentServer } from '../../dev/payments/server.ts';
import { testCards } from '../../dev/payments/test-cards.ts';
import { activityDependencies } from '../../worker/activity-dependencies.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { acceptedDossier, aCast } from '../support/api-dossiers.ts';
import { describeInBrowser, useBrowser } from '../support/browser.ts';
import { stripeKeys } from '../support/paying-world.ts';
import { quietRuntime } from '../support/quiet-runtime.ts';
import { testStack } from '../support/stack.ts';
import { type RunningWorker, startDossierWorker } from '../support/worker.ts';

let api: TestApi;
let server: PaymentServer;
let worker: RunningWorker;

beforeAll(async () => {
  quietRuntime();
  const { secretKey, webhookSecret } = stripeKeys;
  api = await startApi({
    envAt: async (baseUrl) => {
      const webhook = { url: `${baseUrl}/api/webhooks/stripe`, secret: webhookSecret };
      server = await startPaymentServer({ secretKey, webhook });
      return {
        PUBLIC_URL: baseUrl,
        STRIPE_SECRET_KEY: secretKey,
        STRIPE_WEBHOOK_SECRET: webhookSecret,
        STRIPE_API_BASE: server.url,
        CHECKOUT_ORIGINS: new URL(server.url).origin,
      };
    },
  });
  worker = await startDossierWorker({
    db: api.db,
    temporalAddress: testStack.temporalAddress,
    taskQueue: api.taskQueue,
    stripe: { secretKey, apiBase: server.url },
    accounts: activityDependencies(api.db, api.config),
  });
});
afterAll(async () => {
  await server.close();
  await worker.stop();
  await api.stop();
});

describeInBrowser('a trainee who pays in a browser', () => {
  const { visit } = useBrowser();

  test('has a card declined, reads why, renews with another, and is enrolled; a cancellation shows the refund', async () => {
    const cast = await aCast(api, { balanceCents: 100_000, priceCents: 120_000 });
    const number = await acceptedDossier(cast);
    const visitor = await visit(api, { isAudited: true });
    const { page } = visitor;
    const badge = (state: string) => page.locator(`header.head .badge.${state}`);
    await visitor.goTo(`/connexion?retour=/dossiers/${number}`);
    await page.locator('#nir').fill(cast.trainee.nir);
    await page.locator('#password').fill(cast.trainee.password);
    await visitor.press('Se connecter');
    await page.locator('[name=accord]').check();
    await page.locator('[name=conditions]').check();
    await page.getByRole('button', { name: 'Valider et payer' }).click();
    await page.getByText('Annuler et revenir au site').click();
    await page.waitForURL('**/dossiers/*?paiement=abandonne');
    expect(await page.locator('#retour-paiement').innerText()).toContain('rien n’a été débité');
    expect(await visitor.text()).not.toContain('Votre validation est enregistrée');
    await visitor.check('payment-left');

    await page.getByRole('button', { name: 'Payer par carte' }).click();
    await page.waitForURL(`${server.url}/**`);
    await page.locator('#card_number').fill(testCards.insufficientFunds.number);
    await page.getByRole('button', { name: /^Payer/ }).click();
    await page.getByText('Paiement refusé.').waitFor();
    await visitor.goTo(`/dossiers/${number}`);
    await badge('payment_refused').waitFor();
    expect(await visitor.text()).toContain('le solde de votre compte est insuffisant');
    await visitor.check('payment-refused');

    await page.getByRole('button', { name: 'Renouveler le paiement' }).click();
    await page.waitForURL(`${server.url}/**`);
    await page.locator('#card_number').fill(testCards.accepted.number);
    await page.getByRole('button', { name: /^Payer/ }).click();
    await page.waitForURL('**/dossiers/*?paiement=effectue');
    await badge('validated').waitFor();
    await visitor.check('payment-received');

    await visitor.press('Annuler ce dossier');
    await visitor.press('Oui, annuler mon dossier');
    await badge('cancelled').waitFor();
    await page
      .getByText(/200,00\s€ – Remboursement du reste à payer : effectué le/)
      .first()
      .waitFor();
    await visitor.check('payment-refunded');
  });
});
