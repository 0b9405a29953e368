import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { startApi, type TestApi } from '../support/api.ts';
import { aCast, sentDossier } from '../support/api-dossiers.ts';
import { describeInBrowser, useBrowser } from '../support/browser.ts';
import { quietRuntime } from '../support/quiet-runtime.ts';
import { startTimeSkipping } from '../support/time-skipping.ts';

// A real browser, and days that pass.

let env: TestWorkflowEnvironment;
let api: TestApi;

beforeAll(async () => {
  quietRuntime();
  env = await startTimeSkipping();
  api = await startApi({ worker: true, temporalAddress: env.address });
});
afterAll(async () => {
  await api.stop();
  await env.teardown();
});

describeInBrowser('a request that the organisation leaves unanswered', () => {
  const { visit } = useBrowser();

  test('is shown as cancelled, with the reason, on a page that is open when its deadline passes', async () => {
    const cast = await aCast(api);
    const number = await sentDossier(cast);
    const visitor = await visit(api, { isAudited: true });
    await visitor.logIn(cast.trainee);
    await visitor.goTo(`/dossiers/${number}`);
    const { json } = await cast.asTrainee.get(`/api/dossiers/${number}`);
    // Days pass for the dossier alone: the session would have ended otherwise.
    await env.sleep(Date.parse(json.deadline.at) + 120_000 - (await env.currentTimeMs()));
    await visitor.page.locator('header.head .badge.request_cancelled').waitFor();
    expect(await visitor.text()).toContain('Annulée : l’organisme avait jusqu’au');
    expect(await visitor.text()).toContain('Date limite dépassée');
    await visitor.check('dossier-expired');
  });
});
