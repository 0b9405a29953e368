import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { withKey } from '../support/api-client.ts';
import { aCast, type ApiCast } from '../support/api-dossiers.ts';
import { aMember } from '../support/api-members.ts';
import { describeInBrowser, useBrowser, type Visitor } from '../support/browser.ts';
import { logInAsMember } from '../support/member-browser.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { type RelayedWebhooks, relayWebhooks } from '../support/webhook-relay.ts';

let api: TestApi;
let cast: ApiCast;
let receiver: Receiver;
let webhooks: RelayedWebhooks;

beforeAll(async () => {
  receiver = await startReceiver();
  api = await startApi({ worker: true, env: { WEBHOOKS_ALLOW_PRIVATE: 'true' } });
  webhooks = await relayWebhooks(api);
  cast = await aCast(api);
});
afterAll(async () => {
  await webhooks.stop();
  await api.stop();
  await receiver.stop();
});

const notice = async ({ page }: Visitor) => await page.locator('#fait').innerText();
const administrator = async () => await aMember(api, cast.organisation.id, { secondFactor: true });

describeInBrowser('an organisation’s administration in a browser', () => {
  const { visit } = useBrowser();

  test('a key is made, used, replaced and revoked', async () => {
    const visitor = await visit(api, { isAudited: true });
    const { page } = visitor;
    await logInAsMember(visitor, await administrator());
    await page.getByRole('link', { name: 'Clés d’API' }).click();
    await visitor.press('Créer la clé');
    await visitor.check('keys-refused');
    await page.locator('#name').fill('Planning');
    await visitor.press('Créer la clé');
    await visitor.check('key-made');
    const key = await page.locator('.secret').innerText();
    const works = async (text: string) => (await withKey(api, text).get('/api/organisation/dossiers')).status;
    expect(await works(key)).toBe(200);
    await visitor.press('Voir la clé');
    expect(await visitor.text()).toContain('Dernière utilisation');
    await visitor.check('key');
    await page.locator('#name').fill('');
    await visitor.press('Renommer la clé');
    expect(await page.locator('#name-error').innerText()).toBe('Remplissez ce champ.');
    await visitor.check('key-refused');
    await page.locator('#name').fill('Planning de Lyon');
    await visitor.press('Renommer la clé');
    expect(await page.locator('h1').innerText()).toBe('Planning de Lyon');
    await page.locator('#overlapHours').selectOption('0');
    await visitor.press('Remplacer la clé');
    const next = await page.locator('.secret').innerText();
    expect([await works(key), await works(next)]).toEqual([401, 200]);
    await visitor.press('Voir la clé');
    await visitor.press('Révoquer la clé');
    expect(await notice(visitor)).toContain('révoquée');
    expect(await works(next)).toBe(401);
    await page.getByRole('link', { name: 'Clés d’API' }).first().click();
    await visitor.check('keys');
    expect(await visitor.text()).not.toContain(key);
  });

  test('a key is made once the password was given again, since the login was a while ago', async () => {
    const visitor = await visit(api, { isAudited: true });
    const { page } = visitor;
    const member = await administrator();
    await logInAsMember(visitor, member);
    await visitor.goTo('/organisme/cles');
    await page.locator('#name').fill('Paie & planning');
    await sql`update http_sessions set sess = jsonb_set(sess::jsonb, '{provenAt}', '0')::json
      where sess ->> 'memberId' = ${member.id}`.execute(queries(api.db.em.fork()));
    await visitor.press('Créer la clé');
    await visitor.check('fresh-proof');
    await page.locator('#preuve').fill('Pas celui-là 2026!');
    await visitor.press('Confirmer');
    expect(await page.locator('#preuve-error').innerText()).toContain('incorrect');
    await visitor.check('fresh-proof-refused');
    await page.locator('#preuve').fill(member.password);
    await visitor.press('Confirmer');
    expect(await page.locator('.secret').count()).toBe(1);
    await visitor.goTo('/organisme/cles');
    expect(await page.getByRole('link', { name: 'Paie & planning' }).count()).toBe(1);
  });

  test('a key that is sent twice by its form is shown once and made once', async () => {
    const visitor = await visit(api, {});
    const { page } = visitor;
    await logInAsMember(visitor, await administrator());
    await visitor.goTo('/organisme/cles');
    await page.locator('#name').fill('Deux fois');
    await visitor.press('Créer la clé');
    await page.reload();
    expect(await visitor.text()).toContain('Elle ne peut plus être affichée');
    await visitor.goTo('/organisme/cles');
    expect(await page.getByRole('link', { name: 'Deux fois' }).count()).toBe(1);
  });

  test('a webhook is added, tried, replayed, stopped and started again', async () => {
    const visitor = await visit(api, { isAudited: true });
    const { page } = visitor;
    await logInAsMember(visitor, await administrator());
    await page.getByRole('link', { name: 'Webhooks' }).click();
    await page.locator('#url').fill('ftp://ailleurs.test');
    await visitor.press('Ajouter le webhook');
    await visitor.check('webhooks-refused');
    await page.locator('#url').fill(receiver.url);
    await page.locator('#description').fill('Planning');
    await page.getByLabel('Date limite reportée').uncheck();
    await visitor.press('Ajouter le webhook');
    expect(await page.locator('.secret').innerText()).toMatch(/^whsec_/);
    await visitor.check('webhook-made');
    await visitor.press('Voir le webhook');
    await webhooks.settled();
    await page.reload();
    await visitor.press('Envoyer un événement d’essai');
    expect(await notice(visitor)).toContain('essai');
    const [first] = await receiver.got(1);
    expect(first?.json.type).toBe('webhook.test');
    await webhooks.settled();
    await page.reload();
    expect(await visitor.text()).toContain('réponse 204');
    await visitor.check('webhook');
    await page.getByRole('button', { name: /^Rejouer Événement d’essai/ }).click();
    const [, again] = await receiver.got(2);
    expect(again?.headers['webhook-id']).toBe(first?.headers['webhook-id']);
    await visitor.press('Arrêter le webhook');
    expect(await notice(visitor)).toContain('arrêté');
    await visitor.check('webhook-stopped');
    await visitor.press('Remettre en marche');
    await page.locator('#modifier summary').click();
    expect(await page.getByLabel('Date limite reportée').isChecked()).toBe(false);
    await page.locator('#url').fill('');
    await visitor.press('Enregistrer');
    await visitor.check('webhook-change-refused');
    await page.locator('#since').fill('2020-01-01');
    await visitor.press('Rejouer les événements');
    expect(await notice(visitor)).toContain('Aucun événement');
    await visitor.press('Supprimer le webhook');
    expect(await visitor.text()).toContain('encore aucun webhook');
  });

  test.each([
    ['on a wide screen', { screen: 'wide', isAudited: true }],
    ['on a phone in the dark', { screen: 'narrow', dark: true, isAudited: true }],
    ['without JavaScript', { javaScript: false }],
  ] as const)('a session is published, changed and closed, %s', async (_, wishes) => {
    const member = await aMember(api, cast.organisation.id, { role: 'agent', secondFactor: true });
    const visitor = await visit(api, wishes);
    const { page } = visitor;
    await logInAsMember(visitor, member);
    await page.getByRole('link', { name: 'Sessions' }).click();
    await visitor.check('sessions');
    await visitor.press('Publier une session');
    await visitor.check('own-trainings');
    await page.getByRole('button', { name: /^Publier une session/ }).click();
    await page.locator('#startsOn').fill('2027-09-06');
    await page.locator('#endsOn').fill('2027-09-01');
    await page.locator('#priceCents').fill('1 250,50');
    await page.locator('#place').fill('Lyon');
    await visitor.press('Publier');
    expect(await page.locator('#endsOn-error').innerText()).toContain('avant d’avoir commencé');
    expect(await page.locator('#priceCents').inputValue()).toBe('1 250,50');
    await visitor.check('session-new-refused');
    await page.locator('#endsOn').fill('2027-09-10');
    await visitor.press('Publier');
    expect(await notice(visitor)).toContain('publiée');
    expect(await visitor.text()).toMatch(/1\s250,50\s€ – Lyon/);
    await visitor.check('session');
    await page.locator('#place').fill('Villeurbanne');
    await page.locator('#hasPrerequisites').check();
    await visitor.press('Enregistrer');
    expect(await visitor.text()).toContain('Villeurbanne – avec prérequis');
    await visitor.press('Fermer la session');
    expect(await page.locator('header.head .badge').innerText()).toContain('Fermée');
    const offered = await cast.asTrainee.get(`/api/trainings/${cast.trainingId}`);
    expect(JSON.stringify(offered.json)).not.toContain('Villeurbanne');
  });

  test('mails are chosen and the calendar gets an address; an agent only reads', async () => {
    const visitor = await visit(api, { isAudited: true });
    const { page } = visitor;
    await logInAsMember(visitor, await administrator());
    await page.getByRole('link', { name: 'Préférences' }).click();
    await page.getByLabel('Ensemble, chaque matin').check();
    await page.getByLabel('Nouveau message').uncheck();
    await visitor.press('Enregistrer les préférences');
    expect(await notice(visitor)).toContain('enregistrés');
    const { json } = await cast.asOrganisation.get('/api/organisation/preferences');
    expect(json).toMatchObject({ digest: 'each_business_morning' });
    await visitor.press('Créer une adresse');
    await visitor.check('calendar-address');
    const { pathname } = new URL(await page.locator('.secret').innerText());
    expect((await cast.asTrainee.get(pathname)).status).toBe(200);
    await visitor.press('Revenir aux préférences');
    await visitor.check('preferences');
    await visitor.press('Révoquer l’adresse');
    expect((await cast.asTrainee.get(pathname)).status).toBe(404);

    const reading = await visit(api, { screen: 'narrow', isAudited: true });
    await logInAsMember(reading, await aMember(api, cast.organisation.id, { role: 'agent' }));
    await reading.goTo('/organisme');
    await reading.check('inbox-empty');
    await reading.goTo('/organisme/preferences');
    expect(await reading.page.getByRole('button', { name: /Enregistrer|adresse/ }).count()).toBe(0);
    await reading.check('preferences-read-only');
    await reading.goTo('/organisme/sessions/nouvelle');
    expect(await reading.text()).toContain('double authentification');
    await reading.check('second-factor-required');
  });
});
