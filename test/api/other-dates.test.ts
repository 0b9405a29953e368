import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { planNotices } from '../../db/notices/plan-notices.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { aCast, type ApiCast, validatedDossier } from '../support/api-dossiers.ts';
import { aMember } from '../support/api-members.ts';
import { dayIn } from '../support/people.ts';

let api: TestApi;
let cast: ApiCast;
let number: string;
const html = { accept: 'text/html' };
const dates = { startsOn: dayIn(150), endsOn: dayIn(152) };
const others = { startsOn: dayIn(160), endsOn: dayIn(162) };

beforeAll(async () => {
  api = await startApi({ worker: true });
});
afterAll(async () => {
  await api.stop();
});
beforeEach(async () => {
  cast = await aCast(api);
  number = await validatedDossier(cast);
});

const theirs = () => `/api/organisation/dossiers/${number}`;
const ours = () => `/api/dossiers/${number}`;
const propose = async (wish: object = dates) => await cast.asOrganisation.post(`${theirs()}/dates`, wish);
const answer = async (wish: object) => await cast.asTrainee.post(`${ours()}/dates`, wish);

async function notices(): Promise<string[]> {
  await planNotices(api.db.em.fork(), 1_000);
  const { rows } = await sql<{ told: string }>`
    select audience || ':' || kind as told from notices where dossier_number = ${number} and kind like 'dates%'
    order by dossier_version, audience`.execute(queries(api.db.em.fork()));
  return rows.map(({ told }) => told);
}

test('accepted dates move; rights, state and validation stay; both sides read and hear of it', async () => {
  const before = (await cast.asTrainee.get(ours())).json;
  const proposed = await propose({ ...dates, note: 'La salle est en travaux.' });
  expect(proposed.json).toMatchObject({ dateProposal: { ...dates, note: 'La salle est en travaux.' } });
  const asked = (await cast.asTrainee.get(ours())).json;
  expect(asked).toMatchObject({ session: { startsOn: before.session.startsOn }, dateProposal: dates });
  expect(asked.actions).toEqual(expect.arrayContaining(['accept_dates', 'decline_dates']));
  const moved = await answer({ decision: 'accept', ...dates });
  expect(moved.json).toMatchObject({ state: 'validated', session: dates, dateProposal: null });
  const after = (await cast.asTrainee.get(ours())).json;
  expect([after.amounts, after.deadline, after.payment]).toEqual([
    before.amounts,
    before.deadline,
    before.payment,
  ]);
  for (const [client, path] of [
    [cast.asTrainee, ours()],
    [cast.asOrganisation, theirs()],
  ] as const) {
    const { items } = (await client.get(`${path}/events`)).json;
    expect(items.slice(-2).map(({ type }) => type)).toEqual(['propose_dates', 'accept_dates']);
  }
  expect(await notices()).toEqual([
    'trainee:dates_proposed',
    'organisation:dates_accepted',
    'trainee:dates_accepted',
  ]);
});

test('declined dates, and dates taken back, leave the dossier as it was', async () => {
  const before = (await cast.asTrainee.get(ours())).json;
  await propose();
  expect((await answer({ decision: 'decline' })).json).toMatchObject({
    state: 'validated',
    dateProposal: null,
  });
  expect((await answer({ decision: 'decline' })).json.code).toBe('no_dates_proposed');
  await propose();
  expect((await cast.asOrganisation.send('DELETE', `${theirs()}/dates`)).json).toMatchObject({
    dateProposal: null,
  });
  expect((await answer({ decision: 'accept', ...dates })).json.code).toBe('no_dates_proposed');
  expect((await cast.asTrainee.get(ours())).json.session).toEqual(before.session);
  expect(await notices()).toEqual([
    'trainee:dates_proposed',
    'organisation:dates_declined',
    'trainee:dates_declined',
    'trainee:dates_proposed',
    'trainee:dates_withdrawn',
  ]);
});

test('an answer to dates that have changed meanwhile is refused with the new ones; sent twice, it acts once', async () => {
  await propose();
  await propose(others);
  const stale = await answer({ decision: 'accept', ...dates });
  expect([stale.status, stale.json]).toMatchObject([409, { code: 'dates_changed', ...others }]);
  const headers = { 'idempotency-key': 'oui' };
  const wish = { decision: 'accept', ...others };
  const [first, again] = [
    await cast.asTrainee.post(`${ours()}/dates`, wish, headers),
    await cast.asTrainee.post(`${ours()}/dates`, wish, headers),
  ];
  expect([first.status, again.status, again.json.version]).toEqual([200, 200, first.json.version]);
});

test('cancelled meanwhile, there is nothing to answer; another’s dossier is not there', async () => {
  await propose();
  await cast.asTrainee.post(`${ours()}/cancellation`, {});
  expect((await answer({ decision: 'accept', ...dates })).json.code).toBe('not_allowed_in_state');
  expect((await propose()).json.code).toBe('not_allowed_in_state');
  const other = await aCast(api);
  expect((await other.asOrganisation.post(`${theirs()}/dates`, dates)).status).toBe(404);
  expect((await other.asTrainee.post(`${ours()}/dates`, { decision: 'decline' })).status).toBe(404);
});

test('on the pages: proposed by a member, shown beside the present dates, accepted by the trainee', async () => {
  const member = await aMember(api, cast.organisation.id, { role: 'agent' });
  const path = `/organisme/dossiers/${number}`;
  const jetonOf = (text: string) => /name="jeton" value="([^"]+)"/.exec(text)?.[1] ?? '';
  const page = await member.client.get(path, html);
  expect(page.text).toContain('Proposer d’autres dates');
  const jeton = jetonOf(page.text);
  const wrong = new URLSearchParams({ jeton, startsOn: dates.endsOn, endsOn: dates.startsOn });
  const refused = await member.client.post(`${path}/dates`, wrong, html);
  expect([refused.status, refused.text.includes('id="endsOn-error"')]).toEqual([422, true]);
  await member.client.post(`${path}/dates`, new URLSearchParams({ jeton, ...dates }), html);
  expect((await member.client.get(path, html)).text).toContain('Retirer ces dates');
  const mine = await cast.asTrainee.get(`/dossiers/${number}`, html);
  expect(mine.text).toContain('L’organisme propose d’autres dates');
  expect(mine.text).toContain('Répondez aux dates que l’organisme propose');
  const sent = new URLSearchParams({
    ...{ jeton: jetonOf(mine.text), decision: 'accept' },
    ...{ debut: dates.startsOn, fin: dates.endsOn },
  });
  expect((await cast.asTrainee.post(`/dossiers/${number}/dates`, sent, html)).status).toBe(303);
  expect((await cast.asTrainee.get(ours())).json.session).toMatchObject(dates);
});
