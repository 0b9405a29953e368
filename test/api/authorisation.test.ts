import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { routes } from '../../api/routes/index.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { type ApiClient, visitor } from '../support/api-client.ts';
import { aMember } from '../support/api-members.ts';
import { aCast, type ApiCast, sentDossier } from '../support/api-dossiers.ts';
import { bodyFor } from '../support/matrix-bodies.ts';

/** The expected status for each caller, in this order. */
const callers = [
  'nobody',
  'owner',
  'otherTrainee',
  'organisation',
  'otherOrganisation',
  'otherAdministrator',
  'agent',
  'administrator',
  'administratorWithFactor',
] as const;
type Row = readonly number[];

const open = (status = 200): Row => callers.map(() => status);
const trainees = (own: number, others = own): Row => [401, own, others, 401, 401, 401, 401, 401, 401];
/** By key, and by members: what all of them may do, with a second factor or without. */
const organisations = (own: number, others = own): Row => [
  ...[401, 401, 401],
  ...[own, others, others],
  ...[own, own, own],
];
/** What members may do with a second factor only. */
const withFactor = (own: number, others = own): Row => [
  ...[401, 401, 401],
  ...[own, others, others],
  ...[403, 403, own],
];
/** What only administrators may do, never a key. */
const administrators = (own: number, others = own, { factor = true } = {}): Row => [
  ...[401, 401, 401],
  ...[403, 403, others],
  ...[403, factor ? 403 : own, own],
];
/** What administrators may do, and keys. */
const webhooks = (own: number, others = own, { factor = true } = {}): Row => [
  ...[401, 401, 401],
  ...[own, others, others],
  ...[403, factor ? 403 : own, own],
];
/** What members do for themselves. */
const members = (agent: number, administrator = agent, withFactor = administrator): Row => [
  ...[401, 401, 401],
  ...[401, 401, withFactor],
  ...[agent, administrator, withFactor],
];

/**
 * Every route and who may use it. The bodies are wrong on purpose where a right one would change the dossier for the callers
 * after: 422 then says that the caller got past every check of who they are.
 */
const matrix: Record<string, Row> = {
  // A browser follows it to the documentation.
  'get /': open(),
  'get /healthz': open(),
  'get /readyz': open(),
  'get /api/openapi.json': open(),
  'get /api/docs': open(),
  'get /api/docs/start.js': open(),
  'get /api/trainings': open(),
  'get /api/trainings/:id': open(),
  'post /api/session': open(422),
  'get /api/session': trainees(200),
  'delete /api/session': trainees(204),
  'get /api/rights': trainees(200),
  'get /api/dossiers': trainees(200),
  'post /api/dossiers': trainees(422),
  'get /api/dossiers/:number': trainees(200, 404),
  'patch /api/dossiers/:number': trainees(409, 404),
  'delete /api/dossiers/:number': trainees(409, 404),
  'get /api/dossiers/:number/cancellation': trainees(200, 404),
  'get /api/dossiers/:number/events': trainees(200, 404),
  'get /api/dossiers/:number/calendar.ics': trainees(200, 404),
  'post /api/dossiers/:number/submission': trainees(409, 404),
  'post /api/dossiers/:number/validation': trainees(409, 404),
  'post /api/dossiers/:number/payment': trainees(503, 404),
  'get /api/dossiers/:number/messages': trainees(200, 404),
  'post /api/dossiers/:number/messages': trainees(201, 404),
  'put /api/dossiers/:number/messages/read': trainees(404),
  'post /api/dossiers/:number/messages/attachments': trainees(201, 404),
  'get /api/dossiers/:number/messages/attachments/:id': trainees(404),
  // The owner has cancelled before it is the organisation's turn.
  'get /api/organisation/dossiers/:number/messages': organisations(200, 404),
  'post /api/organisation/dossiers/:number/messages': organisations(409, 404),
  'put /api/organisation/dossiers/:number/messages/read': organisations(404),
  'post /api/organisation/dossiers/:number/messages/attachments': organisations(409, 404),
  'get /api/organisation/dossiers/:number/messages/attachments/:id': organisations(404),
  'post /api/dossiers/:number/cancellation': trainees(200, 404),
  // A dossier that was only sent takes no proofs yet, and has none.
  'get /api/dossiers/:number/documents': trainees(200, 404),
  'post /api/dossiers/:number/documents': trainees(409, 404),
  'get /api/dossiers/:number/documents/:id': trainees(404),
  'delete /api/dossiers/:number/documents/:id': trainees(404),
  'get /api/organisation/dossiers': organisations(200),
  'get /api/organisation/dossiers/:number': organisations(200, 404),
  'post /api/organisation/dossiers/:number/reply': organisations(409, 404),
  'post /api/organisation/dossiers/:number/entry': organisations(409, 404),
  'post /api/organisation/dossiers/:number/end': organisations(409, 404),
  'post /api/organisation/dossiers/:number/cancellation': organisations(409, 404),
  'get /api/organisation/sessions': organisations(200),
  'get /api/organisation/dossiers/:number/events': organisations(200, 404),
  'post /api/organisation/sessions': withFactor(201, 404),
  'get /api/organisation/sessions/:id': organisations(200, 404),
  'patch /api/organisation/sessions/:id': withFactor(200, 404),
  'post /api/organisation/session': open(422),
  'post /api/organisation/session/second-factor': open(409),
  'get /api/organisation/session': members(200),
  'delete /api/organisation/session': members(204),
  'put /api/organisation/session/password': members(422),
  'post /api/organisation/second-factor': members(200, 200, 409),
  'put /api/organisation/second-factor': members(401),
  'post /api/organisation/second-factor/removal': members(401),
  'get /api/organisation/members': administrators(200, 200, { factor: false }),
  'post /api/organisation/members': administrators(422),
  'get /api/organisation/members/:id': administrators(404, 404, { factor: false }),
  'patch /api/organisation/members/:id': administrators(404),
  'post /api/organisation/members/:id/invitation': administrators(404),
  'delete /api/organisation/members/:id/second-factor': administrators(404),
  'post /api/organisation/invitations/check': open(410),
  'post /api/organisation/invitations/accept': open(422),
  'get /api/organisation/webhooks': webhooks(200, 200, { factor: false }),
  'post /api/organisation/webhooks': webhooks(422),
  'get /api/organisation/webhooks/:id': webhooks(404, 404, { factor: false }),
  'patch /api/organisation/webhooks/:id': webhooks(404),
  'delete /api/organisation/webhooks/:id': webhooks(404),
  'post /api/organisation/webhooks/:id/secret': webhooks(404),
  'get /api/organisation/webhooks/:id/deliveries': webhooks(404, 404, { factor: false }),
  'post /api/organisation/webhooks/:id/test': webhooks(404),
  'post /api/organisation/webhooks/:id/replay': webhooks(404),
  'post /api/organisation/webhooks/:id/deliveries/:deliveryId/replay': webhooks(404),
  'get /api/organisation/keys': administrators(200, 200, { factor: false }),
  'post /api/organisation/keys': administrators(422),
  'get /api/organisation/keys/:id': administrators(404, 404, { factor: false }),
  'post /api/organisation/keys/:id/rotation': administrators(404),
  'delete /api/organisation/keys/:id': administrators(404),
  'get /api/preferences': trainees(200),
  'patch /api/preferences': trainees(422),
  'get /api/organisation/preferences': organisations(200),
  'patch /api/organisation/preferences': webhooks(422, 422, { factor: false }),
  // Links in mails and addresses of calendars prove themselves; these ones are nobody's.
  'get /api/unsubscribe/:token': open(404),
  'post /api/unsubscribe/:token': open(404),
  'get /api/calendars/:token.ics': open(404),
  'get /api/calendar-feed': trainees(200),
  'post /api/calendar-feed': trainees(201),
  'delete /api/calendar-feed': trainees(204),
  'get /api/organisation/calendar-feed': organisations(200),
  'post /api/organisation/calendar-feed': webhooks(201, 201, { factor: false }),
  'delete /api/organisation/calendar-feed': webhooks(204, 204, { factor: false }),
  // A call proves itself by its signature, whoever sends it; without its settings there is nobody to send any.
  'post /api/webhooks/stripe': open(503),
  'post /api/webhooks/resend': open(400),
};

jest.setTimeout(60_000);

let api: TestApi;
let owner: ApiCast;
let other: ApiCast;
let number: string;
let people: Record<'agent' | 'administrator' | 'administratorWithFactor' | 'otherAdministrator', ApiClient>;

beforeAll(async () => {
  api = await startApi({ worker: true, env: { RESEND_WEBHOOK_SECRET: `whsec_${'a'.repeat(32)}` } });
  owner = await aCast(api);
  other = await aCast(api);
  number = await sentDossier(owner);
  const { id } = owner.organisation;
  people = {
    agent: (await aMember(api, id, { role: 'agent' })).client,
    administrator: (await aMember(api, id)).client,
    administratorWithFactor: (await aMember(api, id, { secondFactor: true })).client,
    otherAdministrator: (await aMember(api, other.organisation.id, { secondFactor: true })).client,
  };
});
afterAll(async () => {
  await api.stop();
});

async function statusFor(client: ApiClient, method: string, path: string): Promise<number> {
  const id = path.includes('/trainings/') ? owner.trainingId : owner.sessionId;
  const query = path.endsWith('/documents') ? '?reason=transport_stopped' : '';
  const real = path.replace(':number', number).replace(':id', id).replace(':deliveryId', id) + query;
  const body = method === 'get' || method === 'delete' ? undefined : bodyFor(path, owner);
  const headers = body instanceof Buffer ? { 'content-type': 'application/pdf' } : {};
  return (await client.send(method.toUpperCase(), real, { body, headers })).status;
}

describe('the authorisation matrix', () => {
  test('names every route, and no other', () => {
    const served = routes.map(({ method, path }) => `${method} ${path}`);
    expect(Object.keys(matrix).sort()).toEqual(served.sort());
  });

  // Strangers first, so that the owner's own actions cannot be what made theirs fail; logging out last of all.
  const order = [
    'nobody',
    'otherAdministrator',
    'otherOrganisation',
    'otherTrainee',
    'owner',
    'organisation',
    'agent',
    'administrator',
    'administratorWithFactor',
  ] as const;
  const loggingOut = (name: string): number =>
    Number(name === 'delete /api/session' || name === 'delete /api/organisation/session');
  const rows = Object.entries(matrix).sort(([a], [b]) => loggingOut(a) - loggingOut(b));
  test.each(order)('gives %s what is theirs and nothing else', async (caller) => {
    const clients = {
      nobody: visitor(api),
      owner: owner.asTrainee,
      otherTrainee: other.asTrainee,
      organisation: owner.asOrganisation,
      otherOrganisation: other.asOrganisation,
      ...people,
    };
    const column = callers.indexOf(caller);
    const found: Record<string, number> = {};
    for (const [name] of rows) {
      const [method = '', path = ''] = name.split(' ');
      found[name] = await statusFor(clients[caller], method, path);
    }
    expect(found).toEqual(Object.fromEntries(rows.map(([name, expected]) => [name, expected[column]])));
  });
});

describe('an unknown dossier', () => {
  test('gets the answer that another person’s dossier gets', async () => {
    const client = (await aCast(api)).asTrainee;
    const answers = await Promise.all(
      [number, '4000000000', '4', 'abc', '%00'].map((name) => client.get(`/api/dossiers/${name}`)),
    );
    const documents = answers.map(({ json: { instance: _instance, ...document } }) => document);
    expect(documents[0]).toMatchObject({ status: 404, code: 'dossier_not_found' });
    for (const document of documents) expect(document).toEqual(documents[0]);
  });
});
