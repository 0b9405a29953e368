import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Mailbox } from '../../dev/mailbox/start-mailbox.ts';
import { tokenMailedTo } from '../support/account-world.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { aMember, codeOf, memberPassword, type TestMember } from '../support/api-members.ts';
import { anOrganisation } from '../support/api-people.ts';
import { describeInBrowser, useBrowser, type Visitor } from '../support/browser.ts';
import { startTestMailbox } from '../support/mailbox.ts';
import { logInAsMember } from '../support/member-browser.ts';
import { mailsTo } from '../support/registrations.ts';

let api: TestApi;
let mailbox: Mailbox;
let organisationId: string;
let administrator: TestMember;

beforeAll(async () => {
  mailbox = await startTestMailbox();
  api = await startApi({ worker: true, env: mailsTo(mailbox) });
  organisationId = (await anOrganisation(api)).id;
  administrator = await aMember(api, organisationId, { secondFactor: true });
});
afterAll(async () => {
  await api.stop();
  await mailbox.close();
});

const notice = async ({ page }: Visitor) => await page.locator('#fait').innerText();

describeInBrowser('the access of members in a browser', () => {
  const { visit } = useBrowser();

  test('from the invitation to the first login with a second factor, by the mails alone', async () => {
    const email = `nouvelle-${randomUUID()}@organisme.test`;
    const inviting = await visit(api, { isAudited: true });
    await logInAsMember(inviting, administrator);
    await inviting.page.getByRole('link', { name: 'Membres' }).click();
    await inviting.check('member-list');
    await inviting.page.locator('#email').fill('rien');
    await inviting.press('Envoyer l’invitation');
    await inviting.check('member-list-refused');
    await inviting.page.locator('#email').fill(email);
    await inviting.press('Envoyer l’invitation');
    expect(await notice(inviting)).toContain('L’invitation est envoyée');
    expect(await inviting.text()).toContain('Pas encore accepté');

    const token = await tokenMailedTo(mailbox, email, /accès/);
    const visitor = await visit(api, { screen: 'narrow', isAudited: true });
    const { page } = visitor;
    await visitor.goTo(`/organisme/invitation#${token}`);
    await page.locator('#invite.notice').waitFor();
    expect(await page.locator('#invite').innerText()).toContain(email);
    expect(page.url()).not.toContain(token);
    await page.locator('#name').fill('Camille Nouvelle');
    await page.locator('#password').fill('court');
    await visitor.press('Ouvrir mon accès');
    await visitor.check('member-invitation-refused');
    await page.locator('#password').fill(memberPassword);
    await visitor.press('Ouvrir mon accès');
    await visitor.check('member-invitation-done');
    await visitor.press('Se connecter');
    await page.locator('#email').fill(email);
    await page.locator('#password').fill(memberPassword);
    await visitor.press('Se connecter');
    await visitor.check('second-factor-off');
    await page.locator('#password').fill(memberPassword);
    await visitor.press('Activer la double authentification');
    await visitor.check('second-factor-activation');
    const secret = (await page.locator('.secret').innerText()).replace(/\s/g, '');
    await page.locator('#code').fill('000000');
    await visitor.press('Vérifier et activer');
    expect(await page.locator('#code-error').innerText()).toContain('incorrect');
    expect((await page.locator('.secret').innerText()).replace(/\s/g, '')).toBe(secret);
    await page.locator('#code').fill(codeOf(secret));
    await visitor.press('Vérifier et activer');
    await visitor.check('second-factor-codes');
    const [recovery = '', nextRecovery = ''] = await page.locator('.codes code').allInnerTexts();
    await page.getByRole('button', { name: 'Se déconnecter' }).click();

    await page.locator('#email').fill(email);
    await page.locator('#password').fill(memberPassword);
    await visitor.press('Se connecter');
    await page.locator('#code').fill(recovery);
    await visitor.press('Continuer');
    await page.getByRole('link', { name: 'Mon compte' }).click();
    await visitor.check('member-account');
    await visitor.press('Gérer la double authentification');
    expect(await visitor.text()).toContain('Il vous reste 9 codes de secours.');
    await visitor.check('second-factor-on');
    await visitor.press('Créer de nouveaux codes de secours');
    await visitor.check('second-factor-new-codes');
    await page.locator('#password').fill(memberPassword);
    await page.locator('#code').fill(nextRecovery);
    await visitor.press('Créer de nouveaux codes');
    await visitor.check('second-factor-codes-made');
    expect(await page.locator('.codes code').allInnerTexts()).not.toContain(nextRecovery);

    // The link worked once: whoever opens it again is told before typing anything.
    const again = await visit(api, { isAudited: true });
    await again.goTo(`/organisme/invitation#${token}`);
    await again.page.locator('#invite.alert').waitFor();
    await again.check('member-invitation-used');
  });

  test('an invitation is accepted without JavaScript, by pasting the whole link', async () => {
    const email = `sans-script-${randomUUID()}@organisme.test`;
    await administrator.client.post('/api/organisation/members', { email });
    const token = await tokenMailedTo(mailbox, email, /accès/);
    const visitor = await visit(api, { javaScript: false });
    const { page } = visitor;
    await visitor.goTo('/organisme/invitation');
    const accept = async () => {
      await page.locator('#token').fill(`http://localhost/organisme/invitation#${token}`);
      await page.locator('#name').fill('Dominique Ancienne');
      await page.locator('#password').fill(memberPassword);
      await visitor.press('Ouvrir mon accès');
    };
    await accept();
    expect(await visitor.text()).toContain('Votre accès est ouvert');
    await visitor.goTo('/organisme/invitation');
    await accept();
    expect(await page.locator('#token-error').innerText()).toContain('a déjà servi');
  });

  test('a lost password is replaced by a link; the second factor stays', async () => {
    const member = await aMember(api, organisationId, { role: 'agent', secondFactor: true });
    const visitor = await visit(api, { isAudited: true });
    const { page } = visitor;
    await visitor.goTo('/organisme/connexion');
    await visitor.press('Mot de passe oublié');
    await page.locator('#email').fill(member.email.toUpperCase());
    await visitor.check('member-password-forgotten');
    await visitor.press('Recevoir un lien');
    await visitor.check('member-password-sent');
    const token = await tokenMailedTo(mailbox, member.email, /nouveau mot de passe/);
    await visitor.goTo(`/organisme/mot-de-passe/nouveau#${token}`);
    await page.locator('#password').fill('Un automne à Brest 43');
    await visitor.press('Changer mon mot de passe');
    await visitor.check('member-password-changed');
    expect((await member.client.get('/api/organisation/session')).status).toBe(401);
    await logInAsMember(visitor, { ...member, password: 'Un automne à Brest 43' });
    expect(await visitor.text()).toContain('Dossiers reçus');
  });

  test('an administrator changes a role, takes an access away and gives it back; by keyboard', async () => {
    const member = await aMember(api, organisationId, { role: 'agent', secondFactor: true });
    const visitor = await visit(api, { isAudited: true });
    const { page } = visitor;
    await logInAsMember(visitor, await aMember(api, organisationId, { secondFactor: true }));
    await visitor.goTo(`/organisme/membres/${member.id}`);
    await visitor.check('member');
    await page.locator('#role input').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await notice(visitor)).toContain('Le changement est enregistré');
    await visitor.press('Retirer la double authentification');
    expect(await notice(visitor)).toContain('est retirée');
    await visitor.press('Retirer l’accès');
    expect((await member.client.get('/api/organisation/session')).status).toBe(401);
    await visitor.check('member-disabled');
    await visitor.press('Rendre l’accès');
    expect(await page.locator('header.head .badge').innerText()).toContain('Actif');
  });

  test('an agent sees no administrator’s page, and is told why', async () => {
    const agent = await aMember(api, organisationId, { role: 'agent' });
    const visitor = await visit(api, { isAudited: true });
    await logInAsMember(visitor, agent);
    expect(await visitor.page.getByRole('link', { name: 'Membres' }).count()).toBe(0);
    await visitor.goTo('/organisme/membres');
    expect(await visitor.text()).toContain('Seuls les administrateurs');
    await visitor.check('member-not-permitted');
  });

  test('a member closes another session and changes the password', async () => {
    const member = await aMember(api, organisationId, { role: 'agent' });
    const visitor = await visit(api, { screen: 'narrow', isAudited: true });
    const { page } = visitor;
    await logInAsMember(visitor, member);
    await visitor.goTo('/organisme/compte');
    await page.getByRole('button', { name: /^Fermer la connexion/ }).click();
    expect(await notice(visitor)).toContain('fermée');
    expect((await member.client.get('/api/organisation/session')).status).toBe(401);
    await page.locator('#currentPassword').fill('faux');
    await page.locator('#newPassword').fill('Cerisier-Vert-2027!');
    await visitor.press('Changer mon mot de passe');
    await visitor.check('member-account-refused');
    await page.locator('#currentPassword').fill(member.password);
    await page.locator('#newPassword').fill('Cerisier-Vert-2027!');
    await visitor.press('Changer mon mot de passe');
    expect(await notice(visitor)).toContain('Votre mot de passe est changé');
  });
});
