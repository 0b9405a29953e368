import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { digestOfAddress } from '../../db/notices/failures.ts';
import { settleNotices } from '../../db/notices/settle-notice.ts';
import { planAccountNotice } from '../../db/notices/plan-account-notice.ts';
import type { Mailbox } from '../../dev/mailbox/start-mailbox.ts';
import { waitFor } from '../../dev/wait-for.ts';
import { aTraineeAtHome } from '../support/account-world.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { type Answer, type ApiClient, loggedIn, visitor } from '../support/api-client.ts';
import { aCast, sentDossier } from '../support/api-dossiers.ts';
import type { TestTrainee } from '../support/api-people.ts';
import { mailTo, startTestMailbox } from '../support/mailbox.ts';
import { html, submitForm } from '../support/page-forms.ts';
import { mailsTo } from '../support/registrations.ts';

let api: TestApi;
let mailbox: Mailbox;
let trainee: TestTrainee;
let client: ApiClient;

beforeAll(async () => {
  mailbox = await startTestMailbox();
  api = await startApi({ worker: true, env: mailsTo(mailbox) });
});
afterAll(async () => {
  await api.stop();
  await mailbox.close();
});
beforeEach(async () => {
  const q = queries(api.db.em.fork());
  await sql`delete from rate_limits`.execute(q);
  await sql`delete from login_guards`.execute(q);
  ({ trainee, client } = await aTraineeAtHome(api));
});

const password = () => trainee.password;
const another = 'Deux étés à Brest 43';

function errorOf({ text }: Answer, field: string): string {
  return new RegExp(`id="${field}-error"><p>([^<]*)</p>`).exec(text)?.[1] ?? '';
}

describe('the page of one’s account', () => {
  test('is reached from the name, says what is known, and until when the session lasts', async () => {
    const { text } = await client.get('/dossiers', html);
    expect(text).toContain('<a href="/compte">Camille Exemple</a>');
    expect(text).toMatch(/Votre session se termine à \d+ h( \d\d)? si vous ne faites rien/);
    const account = await client.get('/compte', html);
    expect(account.text).toContain(trainee.email);
    expect(account.text).toContain('<dd>Désactivée</dd>');
  });

  test('says on every page that the last mail did not arrive, until one does or the address changes', async () => {
    const q = queries(api.db.em.fork());
    const reference = randomUUID();
    const id = `account_created-${trainee.id}-${reference}`;
    await planAccountNotice(q, { personId: trainee.id, kind: 'account_created', reference, at: Date.now() });
    const addressDigest = digestOfAddress(trainee.email);
    await settleNotices(q, [{ id, settlement: { status: 'sent', mailId: 'mail-1', addressDigest } }]);
    const told = 'Le dernier email que nous vous avons envoyé n’est pas arrivé.';
    expect((await client.get('/dossiers', html)).text).not.toContain(told);
    await sql`update notices set status = 'bounced' where id = ${id}`.execute(q);
    expect((await client.get('/dossiers', html)).text).toContain(told);
    await sql`update trainees set email = ${`n-${trainee.email}`} where id = ${trainee.id}`.execute(q);
    expect((await client.get('/mes-droits', html)).text).not.toContain(told);
  });

  test('changes the profile by the rules of the registration, each error beside its field', async () => {
    const filled = {
      ...{
        phone: '06 12 34 56 78',
        street: '1 rue de la Paix',
        complement: '',
        postcode: '75002',
        city: 'Paris',
      },
      ...{ diploma: '5', diplomaYear: '2010', category: '5' },
    };
    const wrong = await submitForm(client, '/compte/profil', 'profil', { ...filled, postcode: '99999' });
    expect([wrong.status, errorOf(wrong, 'postcode')]).toEqual([422, expect.stringContaining('code postal')]);
    expect(wrong.text).toContain('value="1 rue de la Paix"');
    const done = await submitForm(client, '/compte/profil', 'profil', filled);
    expect([done.status, done.headers.get('location')]).toEqual([303, '/compte']);
    const { text } = await client.get('/compte', html);
    expect(text).toContain('Vos coordonnées et votre profil sont enregistrés.');
    expect(text).toContain('1 rue de la Paix, 75002 Paris');
    expect(text).toContain('BTS, DUT, DEUG (2010)');
  });

  test('asks for another email with the password, and changes it by the link alone', async () => {
    const email = `${randomUUID()}@exemple.test`;
    const page = '/compte/adresse-electronique';
    const refused = await submitForm(client, page, page, { email, password: 'Faux-mot-de-passe-1' });
    expect(errorOf(refused, 'password')).toBe('Le mot de passe actuel est incorrect.');
    expect(refused.text).toContain(`value="${email}"`);
    expect((await submitForm(client, page, page, { email, password: password() })).status).toBe(303);
    const mail = await mailTo(mailbox, email, ({ text }) => (text ?? '').includes('/compte/email#'));
    const token = /#([\w-]{43})/.exec(mail.text ?? '')?.[1] ?? '';
    await submitForm(client, '/compte/email', '/compte/email', { token });
    expect((await client.get('/compte', html)).text).toContain(email);
  });

  test('changes the password: other sessions end, this one goes on', async () => {
    const elsewhere = await loggedIn(api, trainee);
    const page = '/compte/mot-de-passe';
    const weak = await submitForm(client, page, page, { currentPassword: password(), password: 'court' });
    expect(errorOf(weak, 'password')).not.toBe('');
    const filled = { currentPassword: password(), password: another };
    expect((await submitForm(client, page, page, filled)).status).toBe(303);
    expect((await client.get('/compte', html)).text).toContain('Votre mot de passe est changé.');
    expect((await elsewhere.get('/api/session')).status).toBe(401);
  });

  test('lists the sessions and ends another one', async () => {
    const elsewhere = await loggedIn(api, trainee);
    const { text } = await client.get('/compte/sessions', html);
    expect(text.match(/Cette session/g)).toHaveLength(1);
    const ended = await submitForm(client, '/compte/sessions', '/fin');
    expect(ended.status).toBe(303);
    expect((await elsewhere.get('/api/session')).status).toBe(401);
    expect((await client.get('/compte/sessions', html)).text).toContain('La session est terminée.');
  });

  test('turns the second step on with its recovery codes, shown once, and off', async () => {
    const page = '/compte/double-authentification';
    const proposed = await submitForm(client, page, page, { password: password() });
    expect(proposed.text).toContain('<img src="data:image/svg+xml;base64,');
    const secret = (/<code>([A-Z2-7 ]+)<\/code>/.exec(proposed.text)?.[1] ?? '').replaceAll(' ', '');
    const wrong = await submitForm(client, proposed, 'confirmation', { code: '000000' });
    expect([wrong.status, errorOf(wrong, 'code') !== '']).toEqual([422, true]);
    // What is photographed, or typed, is still there, and the same; but in no other session.
    const shown = ({ text }: Answer) => /<img src="data:image[^]*otpauth:[^"]+/.exec(text)?.[0];
    expect(shown(wrong)).toBe(shown(proposed) ?? 'nothing');
    const elsewhere = await loggedIn(api, trainee);
    const other = await elsewhere.get(page, html);
    const text = other.text.replaceAll(`action="${page}"`, `action="${page}/confirmation"`);
    const stranger = await submitForm(elsewhere, { ...other, text }, 'confirmation', { code: '000000' });
    expect([errorOf(stranger, 'code') !== '', shown(stranger)]).toEqual([false, undefined]);
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
    const on = await submitForm(client, wrong, 'confirmation', { code });
    expect(on.text.match(/<code>[A-Z2-7]{5}-[A-Z2-7]{5}<\/code>/g)).toHaveLength(10);
    const after = await client.get(page, html);
    expect(after.text).toContain('Il vous reste 10 codes de secours.');
    expect((await visitor(api).logIn(trainee)).status).toBe(202);
    expect((await submitForm(client, page, 'arret', { password: password() })).status).toBe(303);
    expect((await visitor(api).logIn(trainee)).status).toBe(200);
  });

  test('advises new recovery codes when two are left, makes them, and a mail tells of it', async () => {
    const page = '/compte/double-authentification';
    const { json } = await client.post('/api/second-factor', { password: password() });
    const totp = new TOTP({ secret: Secret.fromBase32(json.secret) });
    await client.post('/api/second-factor/confirmation', { code: totp.generate() });
    const told = async () => (await client.get(page, html)).text;
    expect(await told()).not.toContain('Créez-en de nouveaux');
    await sql`
      delete from recovery_codes where trainee_id = ${trainee.id} and code_hash in (
        select code_hash from recovery_codes where trainee_id = ${trainee.id} limit 8)`.execute(
      queries(api.db.em.fork()),
    );
    expect(await told()).toContain('Créez-en de nouveaux dès maintenant');
    expect((await client.get('/compte', html)).text).toContain('2 sur 10, à renouveler');
    const code = totp.generate({ timestamp: Date.now() + 30_000 });
    const renew = (filled: { password: string; code: string }) =>
      submitForm(client, `${page}/codes`, 'codes', filled);
    const guessed = await renew({ password: 'Faux-mot-de-passe-1', code });
    expect(errorOf(guessed, 'password')).toBe('Le mot de passe actuel est incorrect.');
    expect(errorOf(await renew({ password: password(), code: '' }), 'code')).not.toBe('');
    const made = await renew({ password: password(), code });
    expect(made.text.match(/<code>[A-Z2-7]{5}-[A-Z2-7]{5}<\/code>/g)).toHaveLength(10);
    expect(await told()).toContain('Il vous reste 10 codes de secours.');
    await mailTo(mailbox, trainee.email, ({ subject }) => subject === 'Nouveaux codes de secours');
  });

  test('keeps what is chosen about mails', async () => {
    const page = '/compte/preferences';
    await submitForm(client, page, page, { langue: 'en', facultatifs: 'message' });
    const { json } = await client.get('/api/preferences');
    expect(json).toMatchObject({ language: 'en' });
    const { optional } = json as unknown as { optional: { kind: string; wanted: boolean }[] };
    expect(optional.filter(({ wanted }) => wanted).map(({ kind }) => kind)).toEqual(['message']);
  });

  test('makes the calendar’s address, shows it once, and revokes it', async () => {
    const page = '/compte/agenda';
    const made = await submitForm(client, page, page);
    const url = /value="(http[^"]*\.ics)"/.exec(made.text)?.[1] ?? '';
    const { pathname } = new URL(url);
    expect((await visitor(api).get(pathname)).status).toBe(200);
    expect((await client.get(page, html)).text).not.toContain(url);
    await submitForm(client, page, 'suppression');
    expect((await visitor(api).get(pathname)).status).toBe(404);
  });

  test('prepares a copy of the data and gives its files', async () => {
    const page = '/compte/donnees';
    expect((await submitForm(client, page, page)).status).toBe(303);
    const path = await waitFor(async () => {
      const { text } = await client.get(page, html);
      const href = /href="([^"]*format=pdf)"/.exec(text)?.[1];
      if (href === undefined) throw new Error('not ready');
      return href;
    });
    const file = await submitForm(client, path, '/fichier', { password: password() });
    expect([file.status, file.headers.get('content-type')]).toEqual([200, 'application/pdf']);
    expect(file.text.startsWith('%PDF-')).toBe(true);
  });

  test('closes the account once the consequences are understood, and opens it again', async () => {
    const page = '/compte/fermeture';
    const unread = await submitForm(client, page, page, { password: password() });
    expect(errorOf(unread, 'compris')).toMatch(/^Cochez la case/);
    const closed = await submitForm(client, page, page, { compris: 'oui', password: password() });
    expect([closed.status, closed.headers.get('location')]).toEqual([303, '/compte/ferme']);
    const told = await client.get('/compte/ferme', html);
    expect(told.text).toContain('Votre compte est fermé');
    const fresh = visitor(api);
    const again = { nir: trainee.nir, password: password() };
    const reopened = await submitForm(fresh, '/compte/reouverture', 'reouverture', again);
    expect([reopened.status, reopened.text.includes('Votre compte est rouvert')]).toEqual([200, true]);
    await waitFor(async () => {
      const { status } = await visitor(api).logIn(trainee);
      if (status !== 200) throw new Error(`login answered ${status}`);
    });
  });

  test('says why it cannot close the account while a dossier is under way', async () => {
    const cast = await aCast(api);
    await sentDossier(cast);
    const page = '/compte/fermeture';
    const filled = { compris: 'oui', password: cast.trainee.password };
    const refused = await submitForm(cast.asTrainee, page, page, filled);
    expect([refused.status, refused.text.includes('Un dossier de formation est en cours')]).toEqual([
      409,
      true,
    ]);
  });

  test('speaks English throughout', async () => {
    const english = { ...html, 'accept-language': 'en' };
    const pages = [
      '',
      '/profil',
      '/mot-de-passe',
      '/sessions',
      '/preferences',
      '/agenda',
      '/donnees',
      '/fermeture',
    ];
    for (const page of pages) {
      const { status, text } = await client.get(`/compte${page}`, english);
      expect([page, status]).toEqual([page, 200]);
      expect(text.replace(/<footer[\s\S]*/, '')).not.toMatch(/ (vos|votre|vous|une|des) /i);
    }
  });
});

describe('the general terms', () => {
  test('are open to everybody, in their version, and linked from where they are accepted', async () => {
    const { text } = await visitor(api).get('/conditions', html);
    expect(text).toContain('Version 2026-01');
    expect((await visitor(api).get('/', html)).text).toContain('href="/conditions"');
  });
});
