import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { aCast, draftOf, sentDossier } from '../support/api-dossiers.ts';
import { aMember } from '../support/api-members.ts';
import { aSession } from '../support/api-people.ts';
import { html, submitForm } from '../support/page-forms.ts';

let api: TestApi;

beforeAll(async () => {
  api = await startApi({ worker: true });
});
afterAll(async () => {
  await api.stop();
});

const dayIn = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const change = async (sessionId: string, set: string) =>
  await sql`update training_sessions set ${sql.raw(set)} where id = ${sessionId}`.execute(
    queries(api.db.em.fork()),
  );

describe('a session that nobody could request any more', () => {
  const tooSoon = { startsOn: dayIn(2), endsOn: dayIn(5) };
  const terms = { priceCents: 90_000, place: 'Lyon', remote: false, hasPrerequisites: false };

  test.each([tooSoon, { startsOn: dayIn(-3), endsOn: dayIn(5) }])('cannot be published: %j', async (days) => {
    const cast = await aCast(api);
    const answer = await cast.asOrganisation.post('/api/organisation/sessions', {
      trainingId: cast.trainingId,
      ...terms,
      ...days,
    });
    expect([answer.status, answer.json.code]).toEqual([409, 'session_too_soon']);
    expect(answer.json).toMatchObject({
      startsOn: days.startsOn,
      earliestStart: expect.stringMatching(/^20/),
    });
  });

  test('says so beside its first day on the page', async () => {
    const cast = await aCast(api);
    const { client } = await aMember(api, cast.organisation.id, { secondFactor: true });
    const page = `/organisme/sessions/nouvelle?formation=${cast.trainingId}`;
    const typed = { ...tooSoon, priceCents: '900', place: 'Lyon', region: 'metropole' };
    const answer = await submitForm(client, page, '/organisme/sessions', typed);
    expect(answer.status).toBe(409);
    expect(answer.text).toMatch(/id="startsOn-error"><p>Cette session commence trop tôt/);
    expect(answer.text).toContain('value="Lyon"');
  });

  test('can be changed and closed, but neither moved there nor opened again', async () => {
    const cast = await aCast(api);
    const path = `/api/organisation/sessions/${cast.sessionId}`;
    const patch = async (body: unknown) => (await cast.asOrganisation.send('PATCH', path, { body })).status;
    expect(await patch(tooSoon)).toBe(409);
    await change(cast.sessionId, `starts_on = '${tooSoon.startsOn}', ends_on = '${tooSoon.endsOn}'`);
    expect(await patch({ place: 'Paris' })).toBe(200);
    expect(await patch({ status: 'closed' })).toBe(200);
    expect(await patch({ status: 'open' })).toBe(409);
  });

  test('is offered neither by the search, nor by its training, nor to a draft', async () => {
    const cast = await aCast(api);
    const near = await aSession(api, cast.trainingId, tooSoon);
    const training = await cast.asTrainee.get(`/api/trainings/${cast.trainingId}`);
    expect(training.json).toMatchObject({ openSessions: 1, sessions: [{ id: cast.sessionId }] });
    for (const page of [`/formations/${cast.trainingId}`, `/dossiers/${(await draftOf(cast)).number}`])
      expect((await cast.asTrainee.get(page, html)).text).not.toContain(near);
    const wish = { trainingId: cast.trainingId, sessionId: near };
    const opened = await cast.asTrainee.post('/api/dossiers', wish);
    expect([opened.status, opened.json.code]).toEqual([409, 'session_too_soon']);
    const { number } = await draftOf(cast);
    const body = { sessionId: near };
    const amended = await cast.asTrainee.send('PATCH', `/api/dossiers/${number}`, { body });
    expect([amended.status, amended.json.code]).toEqual([409, 'session_too_soon']);
  });
});

describe('a draft', () => {
  test('whose session is closed says so at once, on page and API', async () => {
    const cast = await aCast(api);
    const { number } = await draftOf(cast);
    await change(cast.sessionId, `status = 'closed'`);
    const { json } = await cast.asTrainee.get(`/api/dossiers/${number}`);
    expect(json).toMatchObject({ sending: { obstacle: { code: 'session_unavailable' }, deadline: null } });
    for (const page of [`/dossiers/${number}`, `/dossiers/${number}/envoi`]) {
      const { text } = await cast.asTrainee.get(page, html);
      expect(text).toContain('Cette session n’est plus ouverte aux inscriptions.');
      expect(text).not.toContain('id="envoyer"');
    }
  });

  test('is sent with the session that is chosen in its form, once everything was shown', async () => {
    const cast = await aCast(api, { balanceCents: 60_000, priceCents: 90_000 });
    const other = await aSession(api, cast.trainingId, { priceCents: 45_000, hasPrerequisites: true });
    const { number } = await draftOf(cast);
    const { asTrainee } = cast;
    const chosen = await submitForm(asTrainee, `/dossiers/${number}`, '/session', {
      session: other,
      suite: 'envoi',
    });
    expect(chosen.headers.get('location')).toBe(`/dossiers/${number}/envoi`);
    const recap = await asTrainee.get(`/dossiers/${number}/envoi`, html);
    expect(recap.text).toMatch(/450,00\s€/);
    expect(recap.text).toMatch(/L’organisme a jusqu’au [^<]* pour accuser réception/);
    expect(recap.text).toContain('30 jours ouvrés');
    expect((await asTrainee.get(`/api/dossiers/${number}`)).json.state).toBe('draft');
    const sent = await submitForm(asTrainee, recap, '/envoi');
    expect(sent.headers.get('location')).toBe(`/dossiers/${number}`);
    const { json } = await asTrainee.get(`/api/dossiers/${number}`);
    const deadline = { kind: 'prerequisites_acknowledgement' };
    expect(json).toMatchObject({ state: 'requested', session: { id: other }, sending: null, deadline });
  });

  test.each([
    ['the organisation changed its price', `price_cents = 95000`],
    ['the organisation moved it', `starts_on = starts_on + 1, ends_on = ends_on + 1`],
  ])('is not sent when %s since it was shown', async (_how, set) => {
    const cast = await aCast(api);
    const { number } = await draftOf(cast);
    const recap = await cast.asTrainee.get(`/dossiers/${number}/envoi`, html);
    await change(cast.sessionId, set);
    const answer = await submitForm(cast.asTrainee, recap, '/envoi');
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Session modifiée');
    expect((await cast.asTrainee.get(`/api/dossiers/${number}`)).json.state).toBe('draft');
    expect((await submitForm(cast.asTrainee, answer, '/envoi')).status).toBe(303);
  });

  test('is not sent when another session was chosen in another window meanwhile', async () => {
    const cast = await aCast(api);
    const other = await aSession(api, cast.trainingId);
    const { number } = await draftOf(cast);
    const recap = await cast.asTrainee.get(`/dossiers/${number}/envoi`, html);
    await cast.asTrainee.send('PATCH', `/api/dossiers/${number}`, { body: { sessionId: other } });
    expect((await submitForm(cast.asTrainee, recap, '/envoi')).status).toBe(409);
  });

  test('needs a session to go on', async () => {
    const cast = await aCast(api);
    const { number } = await draftOf(cast);
    const wish = { session: '', suite: 'envoi' };
    const answer = await submitForm(cast.asTrainee, `/dossiers/${number}`, '/session', wish);
    expect([answer.status, answer.path]).toEqual([409, expect.stringContaining(`/dossiers/${number}?`)]);
    expect(answer.text).toContain('Choisissez une session');
  });

  test('for a session that was requested before says which dossier that was', async () => {
    const cast = await aCast(api);
    const first = await sentDossier(cast);
    const { number } = await draftOf(cast);
    const { json } = await cast.asTrainee.get(`/api/dossiers/${number}`);
    const sameSession = [{ number: first, state: 'requested', label: "Demande d'inscription" }];
    expect(json).toMatchObject({ sending: { sameSession } });
    for (const page of [`/dossiers/${number}`, `/dossiers/${number}/envoi`]) {
      const { text } = await cast.asTrainee.get(page, html);
      expect(text).toContain('Vous avez déjà un autre dossier pour cette même session');
      expect(text).toContain(`href="/dossiers/${first}"`);
    }
    await cast.asTrainee.post(`/api/dossiers/${first}/cancellation`, {});
    const after = await cast.asTrainee.get(`/api/dossiers/${number}`);
    expect(after.json).toMatchObject({ sending: { sameSession: [] } });
  });
});
