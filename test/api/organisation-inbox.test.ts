import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { loggedIn } from '../support/api-client.ts';
import { acceptedDossier, aCast, type ApiCast, sentDossier } from '../support/api-dossiers.ts';
import { aMember, type TestMember } from '../support/api-members.ts';
import { aSession, aTrainee } from '../support/api-people.ts';
import { dayIn } from '../support/people.ts';

let api: TestApi;
let cast: ApiCast;
let member: TestMember;
const html = { accept: 'text/html' };

beforeAll(async () => {
  api = await startApi({ worker: true });
  cast = await aCast(api);
  member = await aMember(api, cast.organisation.id, { role: 'agent' });
});
afterAll(async () => {
  await api.stop();
});

/** A dossier of somebody with a name, sent to the organisation of the cast. */
async function sentBy(firstName: string, birthName: string, sessionId = cast.sessionId): Promise<string> {
  const trainee = await aTrainee(api, { firstName });
  await sql`update trainees set birth_name = ${birthName} where id = ${trainee.id}`.execute(
    queries(api.db.em.fork()),
  );
  return await sentDossier({ ...cast, trainee, sessionId, asTrainee: await loggedIn(api, trainee) });
}

async function listed(query: Record<string, string>): Promise<string[]> {
  const { status, json } = await cast.asOrganisation.get(
    `/api/organisation/dossiers?${new URLSearchParams(query).toString()}`,
  );
  expect(status).toBe(200);
  return json.items.map(({ number }) => number);
}

describe('an organisation finds a dossier', () => {
  let zoe: string;
  let jean: string;
  let otherSession: string;
  beforeAll(async () => {
    otherSession = await aSession(api, cast.trainingId, { startsOn: dayIn(150), endsOn: dayIn(151) });
    zoe = await sentBy('Zoé', 'O’Brien-Łukasik');
    jean = await sentBy('Jean-Pierre', 'D_Arc', otherSession);
  });

  test('and reads who sent it, when, and at which price', async () => {
    const { json } = await cast.asOrganisation.get(`/api/organisation/dossiers?q=${zoe}`);
    expect(json.items).toHaveLength(1);
    expect(json.items[0]).toMatchObject({
      trainee: { name: 'Zoé O’Brien-Łukasik' },
      priceCents: 120_000,
      place: 'Lyon',
      unreadMessages: 0,
      sentAt: expect.stringMatching(/Z$/),
    });
  });

  test.each(['zoe', 'obrien'.replace('o', "o'"), 'ŁUKASIK zoé', 'lukasik', "O'Brien Zo"])(
    'by a part of the name, « %s »',
    async (q) => {
      expect(await listed({ q })).toEqual([zoe]);
    },
  );

  test('by a name with signs that a pattern would read otherwise', async () => {
    expect(await listed({ q: 'd_arc' })).toEqual([jean]);
    expect(await listed({ q: 'd%arc' })).toEqual([]);
    expect(await listed({ q: 'jean pierre' })).toEqual([jean]);
    expect(await listed({ q: '- -' })).toEqual([]);
  });

  test('by its number, spaced, with its word before it, or begun', async () => {
    const spaced = `Dossier n° ${zoe.slice(0, 4)} ${zoe.slice(4, 7)} ${zoe.slice(7)}`;
    expect(await listed({ q: spaced })).toEqual([zoe]);
    expect(await listed({ q: zoe.slice(0, 8) })).toContain(zoe);
    expect(await listed({ q: '4000000000' })).toEqual([]);
  });

  test('by session, state and the day of its sending', async () => {
    expect(await listed({ sessionId: otherSession })).toEqual([jean]);
    expect(await listed({ sessionId: otherSession, state: 'to_validate' })).toEqual([]);
    expect((await listed({ sentSince: dayIn(0) })).sort()).toEqual(
      expect.arrayContaining([zoe, jean].sort()),
    );
    expect(await listed({ sentSince: dayIn(1) })).toEqual([]);
  });

  test('by a message that nobody has read', async () => {
    expect(await listed({ unread: 'true' })).toEqual([]);
    const accepted = await acceptedDossier(cast);
    await cast.asTrainee.post(`/api/dossiers/${accepted}/messages`, { text: 'Où est la salle ?' });
    expect(await listed({ unread: 'true' })).toEqual([accepted]);
    const page = await member.client.get('/organisme?nonLus=oui', html);
    expect(page.text).toContain('1 message non lu');
    expect(page.text).toContain(`/organisme/dossiers/${accepted}/messages`);
  });

  test('never another organisation’s', async () => {
    const other = await aCast(api);
    const answer = await other.asOrganisation.get(`/api/organisation/dossiers?q=${zoe}`);
    expect(answer.json.items).toEqual([]);
    expect((await other.asOrganisation.get('/api/organisation/dossiers?q=zo%C3%A9')).json.items).toEqual([]);
  });

  test('on the page, which keeps what was typed and says what cannot be searched', async () => {
    const found = await member.client.get('/organisme?q=zo%C3%A9&etat=requested&page=', html);
    expect(found.text).toContain('Zoé O’Brien-Łukasik – Anglais professionnel');
    expect(found.text).toContain('value="zoé"');
    expect(found.text).not.toContain('Jean-Pierre');
    const ofSession = await member.client.get(`/organisme?session=${otherSession}`, html);
    expect(ofSession.text).toContain('Jean-Pierre');
    expect(ofSession.text).not.toContain('Zoé');
    const wrong = await member.client.get('/organisme?depuis=hier', html);
    expect([wrong.status, wrong.text.includes('vérifiez la date')]).toEqual([422, true]);
    const none = await member.client.get('/organisme?q=personne', html);
    expect(none.text).toContain('Aucun dossier ne correspond à cette recherche');
  });

  test('in the file, with days, times and prices as they are written here', async () => {
    const { text } = await member.client.get('/organisme/dossiers.csv?q=zo%C3%A9', html);
    const [heading, line, ...rest] = text.trimEnd().split('\r\n');
    expect(rest).toEqual([]);
    expect(heading).toContain('"Titulaire";"Formation";"Premier jour"');
    const day = '"\\d\\d/\\d\\d/\\d{4}"';
    const time = '"\\d\\d/\\d\\d/\\d{4} \\d\\d:\\d\\d"';
    expect(line).toMatch(
      new RegExp(
        `^"${zoe}";"Demande d'inscription";"Zoé O’Brien-Łukasik";"Anglais professionnel";${day};${day};"Lyon";"1200";${time};` +
          `"\\d\\d/\\d\\d/\\d{4} 23:59";"0"$`,
      ),
    );
  });
});

describe('one reply to several dossiers', () => {
  test('over the API says what became of each', async () => {
    const [first, second] = [await sentBy('Un', 'Exemple'), await acceptedDossier(cast)];
    const body = { numbers: [first, second, first, '4000000001'], reply: { decision: 'accept' } };
    const { status, json } = await cast.asOrganisation.post('/api/organisation/replies', body);
    expect(status).toBe(200);
    expect(json.items).toMatchObject([
      { number: first, outcome: 'done', problem: null },
      { number: second, outcome: 'refused', problem: { code: 'not_allowed_in_state' } },
      { number: '4000000001', outcome: 'refused', problem: { code: 'dossier_not_found' } },
    ]);
  });

  test('sent twice under one key acts once', async () => {
    const number = await sentBy('Deux', 'Exemple');
    const body = { numbers: [number], reply: { decision: 'refuse', reason: 'Complet.' } };
    const headers = { 'idempotency-key': 'tous' };
    await cast.asOrganisation.post('/api/organisation/replies', body, headers);
    const again = await cast.asOrganisation.post('/api/organisation/replies', body, headers);
    expect(again.json.items).toMatchObject([{ outcome: 'done' }]);
    const { json } = await cast.asOrganisation.get(`/api/organisation/dossiers/${number}/events`);
    expect(json.items.filter(({ type }) => type === 'refuse')).toHaveLength(1);
  });

  test.each([
    [{ numbers: [], reply: { decision: 'accept' } }],
    [{ numbers: ['4012'], reply: { decision: 'accept' } }],
    [{ numbers: ['4012345678'], reply: { decision: 'propose' } }],
  ])('refuses %j', async (body) => {
    expect((await cast.asOrganisation.post('/api/organisation/replies', body)).status).toBe(422);
  });

  test('a refusal is shown with its dossiers before it is sent', async () => {
    const [first, second] = [await sentBy('Trois', 'Exemple'), await sentBy('Quatre', 'Exemple')];
    const { text } = await member.client.get('/organisme?etat=requested', html);
    const jeton = /name="jeton" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const ticked = new URLSearchParams({ jeton, decision: 'refuse' });
    for (const number of [first, second]) ticked.append('numero', number);
    const toConfirm = await member.client.post('/organisme/reponses', ticked, html);
    const asked = await member.client.get(toConfirm.headers.get('location') ?? '', html);
    expect(asked.text).toContain('Refuser ces 2 demandes');
    expect(asked.text).toContain('Quatre Exemple');
    expect(await listed({ q: first, state: 'requested' })).toEqual([first]);
    const sure = new URLSearchParams({ jeton, decision: 'refuse', reason: 'Session complète.' });
    sure.append('numero', `${first} ${second}`);
    const done = await member.client.post('/organisme/reponses', sure, html);
    expect(done.text.match(/Refusée/g)).toHaveLength(2);
    const { json } = await cast.asOrganisation.get(`/api/organisation/dossiers/${second}`);
    expect(json).toMatchObject({ state: 'refused', closure: { text: 'Session complète.' } });
  });
});
