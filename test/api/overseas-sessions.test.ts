import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startApi, type TestApi } from '../support/api.ts';
import { type ApiClient, visitor } from '../support/api-client.ts';
import type { Json } from '../support/api-document.ts';
import { aCast, type ApiCast, sentDossier } from '../support/api-dossiers.ts';
import { aMember, enrol, memberPassword } from '../support/api-members.ts';
import { aTraining } from '../support/api-people.ts';
import { html, submitForm } from '../support/page-forms.ts';

// A Friday in December 2027: Monday the 20th is a holiday in La Réunion alone.
const ahead = Date.parse('2027-12-17T09:00:00Z') - Date.now();
const terms = {
  ...{ startsOn: '2028-02-07', endsOn: '2028-02-09', priceCents: 90_000 },
  ...{ remote: false, hasPrerequisites: false },
};
let api: TestApi;
let cast: ApiCast;

beforeAll(async () => {
  api = await startApi({ worker: true, clock: { now: () => Date.now() + ahead } });
  cast = await aCast(api);
});
afterAll(async () => {
  await api.stop();
});

const publish = async (departmentCode: string, more: object): Promise<Json> => {
  const trainingId = await aTraining(api, cast.organisation.id, { departmentCode });
  const answer = await cast.asOrganisation.post('/api/organisation/sessions', {
    ...{ trainingId, ...terms },
    ...more,
  });
  expect(answer.status).toBe(201);
  return answer.json;
};
const requested = async ({ trainingId, id }: Json) => {
  const number = await sentDossier({ ...cast, trainingId, sessionId: id });
  return (await cast.asTrainee.get(`/api/dossiers/${number}`)).json;
};

test('a deadline of a session in La Réunion passes over 20 December, by the clock of Paris', async () => {
  const overseas = await requested(await publish('974', { place: 'Saint-Denis', region: 'la-reunion' }));
  expect(overseas.deadline).toMatchObject({
    at: '2027-12-22T22:59:59.999Z',
    skippedDays: [
      { day: '2027-12-18', reason: 'saturday' },
      { day: '2027-12-19', reason: 'sunday' },
      { day: '2027-12-20', reason: 'holiday', label: 'Abolition de l’esclavage' },
    ],
  });
  const page = `/dossiers/${overseas.number}`;
  expect((await cast.asTrainee.get(page, html)).text).toContain('Abolition de l’esclavage');
  const elsewhere = await requested(await publish('974', { place: 'Lyon', region: 'metropole' }));
  expect(elsewhere.deadline.at).toBe('2027-12-21T22:59:59.999Z');
});

test.each([
  ['974', 'Saint-Denis', 'la-reunion'],
  ['975', 'Saint-Pierre', 'saint-pierre-et-miquelon'],
  ['75', '97200 Fort-de-France', 'martinique'],
  ['67', 'Strasbourg', 'alsace-moselle'],
  ['75', 'Paris', 'metropole'],
])('without a region, that of the place counts: %s, %s is %s', async (department, place, region) => {
  expect((await publish(department, { place })).region).toBe(region);
});

test.each([
  'metropole',
  'alsace-moselle',
  'guadeloupe',
  'martinique',
  'guyane',
  'la-reunion',
  'saint-pierre-et-miquelon',
  'mayotte',
])('%s is kept, shown and can be changed to', async (region) => {
  const session = await publish('75', { place: 'Saint-Denis', region });
  expect(session.region).toBe(region);
  const other = await publish('75', { place: 'Paris' });
  const path = `/api/organisation/sessions/${other.id}`;
  expect((await cast.asOrganisation.send('PATCH', path, { body: { region } })).json.region).toBe(region);
});

test('an unknown region is refused beside its field', async () => {
  const answer = await cast.asOrganisation.post('/api/organisation/sessions', {
    ...{ trainingId: cast.trainingId, ...terms },
    ...{ place: 'Saint-Denis', region: '974' },
  });
  expect(answer.json).toMatchObject({ status: 422, errors: [{ path: 'region' }] });
});

test('the form offers every region, first that of the training’s department, and publishes there', async () => {
  const trainingId = await aTraining(api, cast.organisation.id, { departmentCode: '976' });
  const { client } = await aMember(api, cast.organisation.id);
  await enrol(client, memberPassword, Date.now() + ahead);
  const page = `/organisme/sessions/nouvelle?formation=${trainingId}`;
  const choices = await optionsOf(client, page);
  expect(choices).toHaveLength(8);
  expect(choices.filter((option) => option.includes(' selected'))).toEqual([
    expect.stringContaining('value="mayotte"'),
  ]);
  const typed = { startsOn: '2028-02-07', endsOn: '2028-02-09', priceCents: '900', place: 'Cayenne' };
  const answer = await submitForm(client, page, '/organisme/sessions', { ...typed, region: 'guyane' });
  expect(answer.status).toBe(303);
  const { items } = (await cast.asOrganisation.get(`/api/organisation/sessions?trainingId=${trainingId}`))
    .json;
  expect(items).toMatchObject([{ place: 'Cayenne', region: 'guyane' }]);
});

test.each([
  ['guadeloupe', '2027-05-26', 'Abolition de l’esclavage', 'jusqu’au lundi 31 mai 2027'],
  ['saint-pierre-et-miquelon', '2027-05-26', null, 'jusqu’au vendredi 28 mai 2027'],
])('the calculator counts with the holidays of %s', async (region, day, holiday, until) => {
  const path = `/comprendre/echeances?jour=${day}&delai=organisation_reply&lieu=${region}`;
  const { text } = await visitor(api).get(path, html);
  expect(text.toLowerCase()).toContain(until);
  expect(text.includes(holiday ?? 'Abolition')).toBe(holiday !== null);
});

async function optionsOf(client: ApiClient, page: string): Promise<string[]> {
  const { text } = await client.get(page, html);
  const list = /<select[^>]*name="region"[\s\S]*?<\/select>/.exec(text)?.[0] ?? '';
  return list.match(/<option[^>]*>/g) ?? [];
}
