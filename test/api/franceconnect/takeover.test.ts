import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../../db/database.ts';
import { createTrainee } from '../../../db/people/create-trainee.ts';
import { linkIdentity } from '../../../db/people/identity-links.ts';
import type { Mailbox } from '../../../dev/mailbox/start-mailbox.ts';
import { nirKey, parseNir } from '../../../domain/identity/nir.ts';
import { tokenMailedTo } from '../../support/account-world.ts';
import { loggedIn, visitor } from '../../support/api-client.ts';
import {
  type FranceConnectWorld,
  logInByFranceConnect,
  startFranceConnect,
} from '../../support/franceconnect-world.ts';
import { mailTo, startTestMailbox } from '../../support/mailbox.ts';
import { mailsTo } from '../../support/registrations.ts';
import { Browser } from '../../support/web-client.ts';

const [squatted, mine] = ['Mot-de-passe-42', 'Deux étés à Brest 43'];
let world: FranceConnectWorld;
let mailbox: Mailbox;
let site: string;
let browser: Browser;
let order = 100;
beforeAll(async () => {
  mailbox = await startTestMailbox();
  world = await startFranceConnect({ worker: true, env: mailsTo(mailbox) });
  site = world.api.baseUrl;
});
afterAll(async () => {
  await world.stop();
  await mailbox.close();
});
beforeEach(async () => {
  browser = new Browser();
  const q = queries(world.api.db.em.fork());
  await sql`delete from identity_links`.execute(q);
  await sql`delete from rate_limits`.execute(q);
});

interface Wanted {
  place?: string;
  birthName?: string;
  firstName?: string;
}

/** An account that somebody opened with a number that could be that of the provider's Camille Moreau. */
async function squat({ place = '99990', birthName = 'Moreau', firstName }: Wanted = {}) {
  order += 1;
  const thirteen = `28505${place}${String(order).padStart(3, '0')}`;
  const nir = parseNir(thirteen + nirKey(thirteen));
  const email = `squatteur-${order}@exemple.test`;
  const person = { nir, password: squatted, birthName, email, phone: null, jobSeeker: false };
  const { id } = await createTrainee(world.api.db.em.fork(), world.api.vault, {
    ...person,
    firstName: firstName ?? 'Camille',
  });
  if (firstName === undefined)
    await sql`update trainees set first_name = null where id = ${id}`.execute(
      queries(world.api.db.em.fork()),
    );
  return { id, nir, email, own: `camille-${order}@exemple.test` };
}

async function ask(path: string, body: object): Promise<{ status: number; code?: string }> {
  const { status, text } = await browser.step(`${site}${path}`, { method: 'POST', body });
  return { status, ...(text === '' ? {} : (JSON.parse(text) as { code?: string })) };
}

const askFor = (nir: string, email: string) => ask('/api/franceconnect/takeover', { nir, email });
const finish = (token: string, password = mine) =>
  visitor(world.api).post('/api/franceconnect/takeover/completion', { token, password });

describe('whoever registered a number first has its account until FranceConnect+ says otherwise', () => {
  test('its person takes it over by a mailed link, once; both are told, and nothing of the first is left', async () => {
    const { id, nir, email, own } = await squat();
    const squatter = await loggedIn(world.api, { id, nir, email, password: squatted });
    await squatter.post('/api/calendar-feed');
    await visitor(world.api).post('/api/password-resets', { nir });
    const reset = await tokenMailedTo(mailbox, email, /nouveau mot de passe/);
    await logInByFranceConnect(browser, world);
    expect((await askFor(nir, own)).status).toBe(202);
    await mailTo(mailbox, email, ({ subject }) => subject === 'Quelqu’un demande à reprendre votre compte');
    const token = await tokenMailedTo(mailbox, own, /Reprendre votre compte/);
    expect((await squatter.get('/api/session')).status).toBe(200);
    expect((await finish(token, 'court')).status).toBe(422);
    expect((await finish(token)).status).toBe(204);

    await mailTo(mailbox, email, ({ subject }) => subject === 'Votre compte a été repris');
    await mailTo(mailbox, own, ({ subject }) => subject === 'Votre compte est à vous');
    expect((await squatter.get('/api/session')).status).toBe(401);
    expect((await visitor(world.api).logIn({ nir, password: squatted })).status).toBe(401);
    const useReset = { token: reset, password: 'Encore-Un-Autre-9!' };
    const late = await visitor(world.api).post('/api/password-resets/completion', useReset);
    expect(late.json.code).toBe('link_invalid');
    const { rows } = await sql`select from calendar_feeds where owner_id = ${id}`.execute(
      queries(world.api.db.em.fork()),
    );
    expect(rows).toEqual([]);
    expect((await finish(token)).json.code).toBe('link_invalid');

    const login = await visitor(world.api).logIn({ nir, password: mine });
    expect(login.json.trainee).toMatchObject({ id, email: own });
    browser = new Browser();
    expect((await logInByFranceConnect(browser, world)).location).toBe(`${site}/dossiers`);
  });

  test('whoever has it and links it first keeps it', async () => {
    const { id, nir, own } = await squat();
    await logInByFranceConnect(browser, world);
    await askFor(nir, own);
    const token = await tokenMailedTo(mailbox, own, /Reprendre votre compte/);
    await linkIdentity(world.api.db.em.fork(), 'la-personne-elle-meme', id);
    expect((await finish(token)).json.code).toBe('link_invalid');
    expect((await visitor(world.api).logIn({ nir, password: squatted })).status).toBe(200);
  });

  test('somebody else’s is answered alike, and nobody is written to: linked, another name, none at all', async () => {
    const [linked, named, first] = [
      await squat(),
      await squat({ birthName: 'Lemoine' }),
      await squat({ firstName: 'Jeanne-Marie' }),
    ];
    await linkIdentity(world.api.db.em.fork(), 'une-autre-identite', linked.id);
    await logInByFranceConnect(browser, world);
    const none = `2850599990${String(order + 500)}`;
    const answers = [
      await askFor(linked.nir, linked.own),
      await askFor(named.nir, named.own),
      await askFor(first.nir, first.own),
      await askFor(none + nirKey(none), 'personne@exemple.test'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202, 202]);
    // One that is real, as a sign that the mails before would have come by now.
    const real = await squat();
    await askFor(real.nir, real.own);
    await tokenMailedTo(mailbox, real.own, /Reprendre votre compte/);
    await mailTo(mailbox, real.email, ({ subject }) => /demande à reprendre/.test(subject));
    for (const { own, email } of [linked, named, first])
      expect([...mailbox.mails(own), ...mailbox.mails(email)]).toEqual([]);
  });

  test('a number of another birth or place is refused before anybody looks, and so is whoever is not vouched for', async () => {
    const [here, elsewhere] = [await squat(), await squat({ place: '75112' })];
    expect(await askFor(here.nir, here.own)).toMatchObject({
      status: 409,
      code: 'franceconnect_nothing_pending',
    });
    await logInByFranceConnect(browser, world, { person: 'camille-homonyme' });
    expect(await askFor(here.nir, here.own)).toMatchObject({ code: 'franceconnect_identity_mismatch' });
    browser = new Browser();
    await logInByFranceConnect(browser, world);
    expect(await askFor(elsewhere.nir, here.own)).toMatchObject({ code: 'franceconnect_identity_mismatch' });
    expect(await askFor(here.nir, 'camille.moreau@identite.test')).toMatchObject({ status: 422 });
    for (let count = 0; count < 3; count += 1) await askFor(here.nir, here.own);
    expect(await askFor(here.nir, here.own)).toMatchObject({ status: 429 });
  });
});
