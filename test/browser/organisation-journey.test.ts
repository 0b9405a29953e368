import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApi, type TestApi } from '../support/api.ts';
import {
  aCast,
  type ApiCast,
  fromToday,
  sentDossier,
  sessionToday,
  validatedDossier,
} from '../support/api-dossiers.ts';
import { aMember, type TestMember } from '../support/api-members.ts';
import { aPdf } from '../support/files.ts';
import { describeInBrowser, useBrowser, type Visitor, type Wishes } from '../support/browser.ts';

let api: TestApi;
let cast: ApiCast;
let member: TestMember;

beforeAll(async () => {
  api = await startApi({ worker: true, env: { POLICY_VERSION: fromToday } });
  cast = await aCast(api, { balanceCents: 900_000, ...sessionToday() });
  member = await aMember(api, cast.organisation.id, { role: 'agent' });
});
afterAll(async () => {
  await api.stop();
});

async function logIn(visitor: Visitor, path: string): Promise<void> {
  await visitor.goTo(path);
  expect(new URL(visitor.page.url()).pathname).toBe('/organisme/connexion');
  await visitor.page.locator('#email').fill(member.email);
  await visitor.page.locator('#password').fill(member.password);
  await visitor.press('Se connecter');
}

const badge = async ({ page }: Visitor) => await page.locator('header.head .badge').innerText();
const notice = async ({ page }: Visitor) => await page.locator('.notice').first().innerText();

describeInBrowser('an organisation in a browser', () => {
  const { visit } = useBrowser();
  const ways: [string, Wishes][] = [
    ['on a wide screen', { screen: 'wide', isAudited: true }],
    ['on a phone in the dark', { screen: 'narrow', dark: true, isAudited: true }],
    ['without JavaScript', { javaScript: false }],
  ];

  test.each(ways)('accepts, proposes and refuses, %s', async (_, wishes) => {
    const [accepted, proposed, refused] = [
      await sentDossier(cast),
      await sentDossier(cast),
      await sentDossier(cast),
    ];
    const visitor = await visit(api, wishes);
    const { page } = visitor;
    const check = async (name: string) => {
      if (wishes.javaScript !== false) await visitor.check(`organisation-${name}`);
    };
    await logIn(visitor, `/organisme/dossiers/${accepted}`);
    expect(new URL(page.url()).pathname).toBe(`/organisme/dossiers/${accepted}`);
    await check('dossier-requested');
    await visitor.press('Accepter la demande');
    expect(await notice(visitor)).toBe('La demande est acceptée. Le titulaire est averti.');
    expect(await badge(visitor)).toContain('A valider');
    await check('dossier-to-validate');

    await visitor.goTo(`/organisme/dossiers/${proposed}`);
    await page.getByText('Proposer des modifications').click();
    await page.locator('#priceCents').fill('1 300,50');
    await page.locator('#note').fill('La salle est en travaux.');
    await visitor.press('Envoyer la proposition');
    expect(await page.locator('#confirmPrice-error').innerText()).toMatch(
      /1\s300,50\s€ au lieu de 1\s200,00\s€/,
    );
    await check('proposal-to-confirm');
    await page.locator('#confirmPrice').check();
    await visitor.press('Envoyer la proposition');
    expect(await badge(visitor)).toContain('Proposition de l’organisme'.replace('’', "'"));
    expect(await visitor.text()).toMatch(/Différence de prix : \+100,50\s€/);
    await check('dossier-proposed');

    await visitor.goTo(`/organisme/dossiers/${refused}`);
    await page.getByText('Refuser', { exact: true }).click();
    await page.locator('#reason').fill('Groupe complet.');
    await visitor.press('Refuser la demande');
    expect(await badge(visitor)).toContain("Refusé par l'organisme");
    expect(await visitor.text()).toContain('Groupe complet.');
    await check('dossier-refused');

    for (const number of [accepted, proposed]) {
      await visitor.goTo(`/organisme/dossiers/${number}`);
      await page.getByText('Annuler ce dossier').first().click();
      await page.locator('#reason').selectOption('insolvency');
      await page.getByRole('button', { name: 'Annuler ce dossier' }).click();
      expect(await notice(visitor)).toBe('Le dossier est annulé. Le titulaire est averti.');
    }
    await page.getByRole('button', { name: 'Se déconnecter' }).click();
    await visitor.goTo('/organisme');
    expect(new URL(page.url()).pathname).toBe('/organisme/connexion');
    await check('login');
  });

  test('accepts many at once and is told of each; declares entry and end', async () => {
    const [first, second] = [await sentDossier(cast), await sentDossier(cast)];
    const enrolled = await validatedDossier(cast);
    const visitor = await visit(api, { isAudited: true });
    const { page } = visitor;
    await logIn(visitor, '/organisme?etat=requested');
    await visitor.check('organisation-inbox');
    await page.locator(`[value="${first}"]`).check();
    await page.locator(`[value="${second}"]`).check();
    // Meanwhile somebody else refused one of them.
    await cast.asOrganisation.post(`/api/organisation/dossiers/${second}/reply`, { decision: 'refuse' });
    await visitor.press('Accepter les demandes cochées');
    const text = await visitor.text();
    expect(text).toContain('Acceptée');
    expect(text).toContain('Non acceptée');
    await visitor.check('organisation-bulk-result');

    const third = await sentDossier(cast);
    await visitor.goTo('/organisme?etat=requested');
    await page.locator(`[value="${third}"]`).check();
    await visitor.press('Refuser les demandes cochées');
    await visitor.check('organisation-bulk-refusal');
    await page.locator('#reason').fill('Session complète.');
    await visitor.press('Refuser la demande');
    expect(await visitor.text()).toContain('Refusée');
    await visitor.goTo('/organisme');
    await page.locator('#q').fill(`dossier n° ${third}`);
    await visitor.press('Rechercher');
    expect(await page.locator('.card.dossier').count()).toBe(1);

    await visitor.goTo(`/organisme/dossiers/${enrolled}`);
    await visitor.press('Déclarer l’entrée');
    expect(await badge(visitor)).toContain('En formation');
    await page.locator('#attendancePercent').fill('92');
    await page.locator('#attendanceReason').fill('Une absence l’après-midi.');
    await visitor.press('Déclarer la fin');
    expect(await badge(visitor)).toContain('Formation terminée');
    expect(await visitor.text()).toContain('92 %');
    await visitor.check('organisation-dossier-completed');
  });

  test.each([
    ['on a wide screen', { screen: 'wide', isAudited: true }],
    ['on a phone', { screen: 'narrow', isAudited: true }],
    ['without JavaScript', { javaScript: false }],
  ] as const)('reads the trainee’s messages and answers with a file, %s', async (_, wishes) => {
    const number = await sentDossier(cast);
    const path = `/api/dossiers/${number}/messages`;
    expect((await cast.asTrainee.post(path, { text: 'Où est la salle ?' })).status).toBe(201);
    const visitor = await visit(api, wishes);
    const { page } = visitor;
    await logIn(visitor, `/organisme/dossiers/${number}`);
    await visitor.press('Messages avec le titulaire (1 non lu)');
    expect(await visitor.text()).toContain('Où est la salle ?');
    await visitor.press('Envoyer le message');
    expect(await page.locator('#texte-error').innerText()).toContain('Écrivez votre message');
    await visitor.check('organisation-messages-refused');
    await page.locator('#texte').fill('Au 3e étage, plan ci-joint.');
    const noPdf = { name: 'plan.pdf', mimeType: 'application/pdf', buffer: Buffer.from('rien') };
    await page.locator('#fichiers').setInputFiles(noPdf);
    await visitor.press('Envoyer le message');
    expect(await page.locator('#fichiers-error').innerText()).not.toBe('');
    expect(await page.locator('#texte').inputValue()).toBe('Au 3e étage, plan ci-joint.');
    await page.locator('#fichiers').setInputFiles({ ...noPdf, buffer: aPdf() });
    await visitor.press('Envoyer le message');
    expect(await notice(visitor)).toBe('Votre message est envoyé.');
    expect(await page.locator('.messages .own').innerText()).toContain('Dominique Membre (vous)');
    await visitor.check('organisation-messages');
    const [download] = await Promise.all([page.waitForEvent('download'), visitor.press('plan.pdf')]);
    expect(download.suggestedFilename()).toBe('plan.pdf');
    const { items, unread } = (await cast.asTrainee.get(path)).json;
    expect([items[0]?.text, unread]).toEqual(['Au 3e étage, plan ci-joint.', 1]);
    await visitor.press('Revenir au dossier');
    expect(await visitor.text()).not.toContain('non lu');
  });
});
