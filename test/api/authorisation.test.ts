import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { routes } from '../../api/routes/index.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { type ApiClient, visitor } from '../support/api-client.ts';
import { aCast, type ApiCast, sentDossier } from '../support/api-dossiers.ts';

/** The expected status for each caller, in this order. */
const callers = ['nobody', 'owner', 'otherTrainee', 'organisation', 'otherOrganisation'] as const;
type Row = readonly [
  nobody: number,
  owner: number,
  otherTrainee: number,
  organisation: number,
  other: number,
];

const open = (status = 200): Row => [status, status, status, status, status];
const trainees = (own: number, others = own): Row => [401, own, others, 401, 401];
/** A page sends whoever is not logged in as a trainee to the login. */
const pages = (own: number, others = own): Row => [303, own, others, 303, 303];
const organisations = (own: number, others = own): Row => [401, 401, 401, own, others];

/**
 * Every route and who may use it. The bodies are wrong on purpose where a right one would change the dossier for the callers
 * after: 422 then says that the caller got past every check of who they are.
 */
const matrix: Record<string, Row> = {
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
  'get /api/dossiers/:number/stream': trainees(200, 404),
  'post /api/dossiers/:number/submission': trainees(409, 404),
  'post /api/dossiers/:number/validation': trainees(409, 404),
  'post /api/dossiers/:number/payment': trainees(503, 404),
  'post /api/dossiers/:number/cancellation': trainees(200, 404),
  'get /api/organisation/dossiers': organisations(200),
  'get /api/organisation/dossiers/:number': organisations(200, 404),
  'post /api/organisation/dossiers/:number/reply': organisations(409, 404),
  'post /api/organisation/dossiers/:number/entry': organisations(409, 404),
  'post /api/organisation/dossiers/:number/end': organisations(409, 404),
  'post /api/organisation/dossiers/:number/cancellation': organisations(409, 404),
  'get /api/organisation/sessions': organisations(200),
  'post /api/organisation/sessions': organisations(201, 404),
  'get /api/organisation/sessions/:id': organisations(200, 404),
  'patch /api/organisation/sessions/:id': organisations(200, 404),
  'get /': open(),
  'get /assets/:file': open(404),
  'get /langue': open(303),
  'get /formations': open(),
  'get /formations/:id': open(),
  // Who is logged in already goes on.
  'get /connexion': [200, 303, 303, 200, 200],
  'post /connexion': open(422),
  'post /deconnexion': pages(303),
  'get /mes-droits': pages(200),
  'get /dossiers': pages(200),
  'post /dossiers': pages(422),
  'get /dossiers/:number': pages(200, 404),
  'get /dossiers/:number/agenda.ics': pages(200, 404),
  'get /dossiers/:number/resume.pdf': pages(200, 404),
  'post /dossiers/:number/session': pages(409, 404),
  'post /dossiers/:number/envoi': pages(409, 404),
  'post /dossiers/:number/suppression': pages(303, 404),
  'post /dossiers/:number/validation': pages(422, 404),
  'post /dossiers/:number/paiement': pages(503, 404),
  'get /dossiers/:number/annulation': pages(200, 404),
  'post /dossiers/:number/annulation': pages(409, 404),
  'get /comprendre': open(),
  'get /comprendre/echeances': open(),
};

let api: TestApi;
let owner: ApiCast;
let other: ApiCast;
let number: string;

beforeAll(async () => {
  api = await startApi({ worker: true });
  owner = await aCast(api);
  other = await aCast(api);
  number = await sentDossier(owner);
});
afterAll(async () => {
  await api.stop();
});

function bodyFor(path: string): unknown {
  const bodies: Record<string, unknown> = {
    '/api/session': {},
    '/api/dossiers': {},
    '/api/dossiers/:number': { sessionId: null },
    '/api/dossiers/:number/validation': {
      rightsConsent: true,
      rightsCents: 1,
      remainderCents: 0,
      termsVersion: '2026-01',
    },
    '/api/organisation/dossiers/:number/reply': { decision: 'accept' },
    '/api/organisation/dossiers/:number/entry': { enteredOn: '2027-01-04' },
    '/api/organisation/dossiers/:number/end': { endedOn: '2027-01-04' },
    '/api/organisation/dossiers/:number/cancellation': { reason: 'insolvency' },
    '/api/organisation/sessions': {
      trainingId: owner.trainingId,
      startsOn: '2027-03-01',
      endsOn: '2027-03-05',
      priceCents: 100,
      place: 'Lyon',
      remote: false,
      hasPrerequisites: false,
    },
    '/api/organisation/sessions/:id': {},
  };
  return path.startsWith('/api') ? bodies[path] : new URLSearchParams();
}

async function statusFor(client: ApiClient, method: string, path: string): Promise<number> {
  const id = /trainings|formations/.test(path) ? owner.trainingId : owner.sessionId;
  const real = path.replace(':number', number).replace(':id', id).replace('/langue', '/langue?vers=fr');
  if (path.endsWith('/stream')) return await client.statusOf(real);
  const body = method === 'get' || method === 'delete' ? undefined : bodyFor(path);
  return (await client.send(method.toUpperCase(), real, { body })).status;
}

describe('the authorisation matrix', () => {
  test('names every route, and no other', () => {
    const served = routes.map(({ method, path }) => `${method} ${path}`);
    expect(Object.keys(matrix).sort()).toEqual(served.sort());
  });

  // Strangers first, so that the owner's own actions cannot be what made theirs fail; deleting and logging out last of all.
  const order = ['nobody', 'otherOrganisation', 'otherTrainee', 'owner', 'organisation'] as const;
  const last = ['post /dossiers/:number/suppression', 'delete /api/session', 'post /deconnexion'];
  const rows = Object.entries(matrix).sort(([a], [b]) => last.indexOf(a) - last.indexOf(b));
  test.each(order)('gives %s what is theirs and nothing else', async (caller) => {
    const clients = {
      nobody: visitor(api),
      owner: owner.asTrainee,
      otherTrainee: other.asTrainee,
      organisation: owner.asOrganisation,
      otherOrganisation: other.asOrganisation,
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
