import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { creditRights } from '../../db/rights/credit.ts';
import { instant, parisDay } from '../../domain/calendar/paris-time.ts';
import { cents } from '../../domain/money.ts';
import { startApi, type TestApi } from '../support/api.ts';
import {
  enteredDossier,
  aCast,
  acceptedDossier,
  type ApiCast,
  draftOf,
  fromToday,
  sentDossier,
  sessionToday,
  validatedDossier,
} from '../support/api-dossiers.ts';
import { describeInBrowser, useBrowser, type Visitor, type Wishes } from '../support/browser.ts';

// Many pages, each checked by axe.

let api: TestApi;
let cast: ApiCast;
let numbers: Record<
  | 'draft'
  | 'requested'
  | 'refused'
  | 'proposed'
  | 'to_validate'
  | 'in_training'
  | 'contested'
  | 'completed'
  | 'withdrawn',
  string
>;

beforeAll(async () => {
  api = await startApi({ worker: true, env: { POLICY_VERSION: fromToday } });
  cast = await aCast(api, { balanceCents: 720_000, ...sessionToday() });
  await creditRights(api.db.em.fork(), {
    traineeId: cast.trainee.id,
    cents: cents(50_000),
    reference: randomUUID(),
    at: instant(Date.now()),
  });
  const today = parisDay(instant(Date.now()));
  const say = async (number: string, what: string, body: unknown) => {
    const answer = await cast.asOrganisation.post(`/api/organisation/dossiers/${number}/${what}`, body);
    expect([what, answer.status]).toEqual([what, 200]);
    return number;
  };
  numbers = {
    completed: await validatedDossier(cast),
    in_training: await validatedDossier(cast),
    contested: await validatedDossier(cast),
    withdrawn: await validatedDossier(cast),
    refused: await sentDossier(cast),
    proposed: await sentDossier(cast),
    to_validate: await acceptedDossier(cast),
    requested: await sentDossier(cast),
    draft: (await draftOf(cast)).number,
  };
  for (const number of [numbers.completed, numbers.in_training, numbers.contested])
    await say(number, 'entry', { enteredOn: today });
  await say(numbers.completed, 'end', {
    endedOn: today,
    attendancePercent: 95,
    reason: 'Absence le dernier après-midi.',
  });
  const contest = { about: 'entry', reason: 'Je ne suis jamais venu.' };
  expect((await cast.asTrainee.post(`/api/dossiers/${numbers.contested}/contest`, contest)).status).toBe(200);
  await say(numbers.withdrawn, 'cancellation', { reason: 'insolvency' });
  await say(numbers.refused, 'reply', {
    decision: 'refuse',
    reason: 'Groupe complet.\n<b>Merci</b> de votre intérêt.',
  });
  await say(numbers.proposed, 'reply', {
    decision: 'propose',
    changes: { priceCents: 125_000, place: 'Villeurbanne', note: 'La salle de Lyon est en travaux.' },
    confirmedPriceCents: 125_000,
  });
});
afterAll(async () => {
  await api.stop();
});

describeInBrowser('every page', () => {
  const { visit } = useBrowser();
  const visitors: [string, Wishes][] = [
    ['on a wide screen', { screen: 'wide', isAudited: true }],
    ['on a phone', { screen: 'narrow' }],
    ['in the dark', { screen: 'wide', dark: true }],
    ['on a phone in the dark, in English', { screen: 'narrow', dark: true, language: 'en', isAudited: true }],
  ];

  async function see(visitor: Visitor, path: string, name: string): Promise<void> {
    await visitor.goTo(path);
    await visitor.check(name);
  }

  test.each(visitors)('is accessible and quiet %s', async (_, wishes) => {
    const visitor = await visit(api, wishes);
    await see(visitor, '/connexion', 'login');
    await visitor.page.locator('#password').fill('faux');
    await visitor.page.locator('main form button').click();
    await visitor.check('login-error');
    await see(visitor, '/rien', 'not-found');
    await visitor.logIn(cast.trainee);
    await see(visitor, '/formations?q=xyzxyz', 'search-empty');
    await see(visitor, '/formations?departement=zz', 'search-invalid');
    await see(visitor, '/mes-droits', 'rights');
    await see(visitor, '/dossiers', 'dossiers');
    await see(visitor, '/dossiers?etat=payment_refused', 'dossiers-empty-state');
    for (const [name, number] of Object.entries(numbers)) {
      await visitor.goTo(`/dossiers/${number}`);
      for (const details of await visitor.page.locator('main details').all())
        await details.locator('summary').click();
      await visitor.check(`dossier-${name}`);
    }
    await see(visitor, `/dossiers/${numbers.in_training}/annulation`, 'cancellation-costly');
    await see(visitor, `/dossiers/${numbers.completed}/annulation`, 'cancellation-impossible');
    await see(visitor, '/dossiers/4000000000', 'dossier-not-found');
    await see(visitor, '/comprendre', 'understand');
    await see(visitor, '/comprendre/echeances', 'calculator');
    await see(
      visitor,
      '/comprendre/echeances?jour=2027-04-29&delai=trainee_validation&lieu=metropole',
      'calculator-result',
    );
  });

  test('weighs at most 100 kB in all', async () => {
    const visitor = await visit(api);
    await visitor.logIn(cast.trainee);
    const pages = [
      '/',
      '/formations',
      '/mes-droits',
      '/dossiers',
      '/comprendre',
      `/dossiers/${numbers.completed}`,
    ];
    for (const path of pages) await visitor.checkWeight(path);
  });

  test('shows what people wrote as they wrote it, and never as HTML', async () => {
    const visitor = await visit(api);
    await visitor.logIn(cast.trainee);
    await visitor.goTo(`/dossiers/${numbers.refused}`);
    expect(await visitor.page.locator('blockquote').innerText()).toBe(
      'Groupe complet.\n<b>Merci</b> de votre intérêt.',
    );
  });

  test('speaks the language that its reader chose, and comes back to the same page', async () => {
    const visitor = await visit(api);
    await visitor.goTo('/formations?q=anglais');
    await visitor.page.getByRole('link', { name: 'English' }).click();
    expect(visitor.page.url()).toMatch(/\/formations\?q=anglais$/);
    expect(await visitor.page.locator('html').getAttribute('lang')).toBe('en');
    expect(await visitor.page.locator('h1').innerText()).toBe('Search for a training');
  });

  test('shows a higher price with its difference, and asks for it to be accepted', async () => {
    const visitor = await visit(api, { javaScript: false });
    await visitor.logIn(cast.trainee);
    await visitor.goTo(`/dossiers/${numbers.proposed}`);
    const table = await visitor.page.locator('table[class=changes]').nth(1).innerText();
    expect(table.replace(/\s+/g, ' ')).toContain('Prix 1 200,00 € 1 250,00 € +50,00 €');
    expect(await visitor.page.locator('#hausse').getAttribute('required')).not.toBeNull();
  });

  test('takes a contest, and keeps what was typed when there is not enough of it', async () => {
    const number = await enteredDossier(cast);
    const visitor = await visit(api, { javaScript: false });
    await visitor.logIn(cast.trainee);
    await visitor.goTo(`/dossiers/${number}`);
    await visitor.page.locator('#contester ~ details summary').click();
    await visitor.page.locator('#reason').fill('   ');
    await visitor.press('Envoyer ma contestation');
    expect(await visitor.page.locator('#reason-error').innerText()).toContain('Écrivez ce qui est faux');
    await visitor.page.locator('#reason').fill('Je ne suis jamais venu.');
    await visitor.press('Envoyer ma contestation');
    expect(await visitor.page.locator('.notice').first().innerText()).toContain(
      'Votre contestation est envoyée',
    );
    expect(await visitor.text()).toContain('Vous contestez l’entrée en formation depuis le');
    expect(await visitor.page.locator('blockquote').innerText()).toBe('Je ne suis jamais venu.');
  });

  test('explains a refusal on the dossier as it is now', async () => {
    const number = await sentDossier(cast);
    const visitor = await visit(api);
    await visitor.logIn(cast.trainee);
    await visitor.goTo(`/dossiers/${number}/annulation`);
    const answer = await cast.asOrganisation.post(`/api/organisation/dossiers/${number}/reply`, {
      decision: 'refuse',
    });
    expect(answer.status).toBe(200);
    await visitor.press('Oui, annuler mon dossier');
    expect(await visitor.page.locator('#erreurs').innerText()).toMatch(/^Action impossible/);
    expect(await visitor.text()).toContain('Ce dossier ne peut pas être annulé maintenant.');
    await visitor.check('cancellation-refusal-explained');
    await visitor.page.locator('main a[role=button]').click();
    expect(await visitor.page.locator('header.head .badge').innerText()).toContain("Refusé par l'organisme");
  });
});
