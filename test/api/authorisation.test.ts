import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { routes } from '../../api/routes/index.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { type ApiClient, visitor } from '../support/api-client.ts';
import { aMember } from '../support/api-members.ts';
import { aCast, type ApiCast, sentDossier } from '../support/api-dossiers.ts';
import { apiMatrix } from '../support/authorisation/api-matrix.ts';
import { pageMatrix } from '../support/authorisation/page-matrix.ts';
import { callers, type Row } from '../support/authorisation/rows.ts';
import { aPdf } from '../support/files.ts';

const matrix: Record<string, Row> = { ...apiMatrix, ...pageMatrix };

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

const withFiles = routes.filter(({ upload }) => upload !== undefined).map(({ path }) => path);

function bodyFor(path: string): unknown {
  const bodies: Record<string, unknown> = {
    '/api/captchas': {},
    '/api/password-checks': {},
    '/api/registrations': {},
    '/api/registrations/:id/email-code': { code: '123456' },
    '/api/registrations/:id/email-code/again': {},
    '/api/registrations/:id/profile': {},
    '/api/session': {},
    '/api/session/second-factor': { code: '123456' },
    '/api/password-resets': {},
    '/api/password-resets/completion': { token: 'x', password: 'x' },
    '/api/password': {},
    '/api/email-changes': {},
    '/api/email-changes/completion': { token: 'x' },
    '/api/second-factor': {},
    '/api/second-factor/confirmation': { code: '123456' },
    '/api/second-factor/recovery-codes': {},
    '/api/second-factor/removal': {},
    '/api/webhooks/resend': {},
    '/api/franceconnect/link': {},
    '/api/franceconnect/registration': {},
    '/api/franceconnect/takeover': {},
    '/api/franceconnect/takeover/completion': { token: 'x', password: 'x' },
    '/api/franceconnect/unlink': {},
    '/api/account/erasure': {},
    '/api/account/erasure/withdrawal': {},
    '/api/profile': {},
    '/api/dossiers/:number/messages': { text: 'Bonjour' },
    '/api/dossiers/:number/messages/read': { through: owner.sessionId },
    '/api/dossiers/:number/messages/attachments': aPdf(),
    '/api/organisation/dossiers/:number/messages': { text: 'Bonjour' },
    '/api/organisation/dossiers/:number/messages/read': { through: owner.sessionId },
    '/api/organisation/dossiers/:number/messages/attachments': aPdf(),
    '/api/preferences': { language: 'de' },
    '/api/organisation/preferences': { digest: 'never' },
    '/api/dossiers': {},
    '/api/webhooks/stripe': {},
    '/api/dossiers/:number': { sessionId: null },
    '/api/dossiers/:number/validation': {
      rightsConsent: true,
      rightsCents: 1,
      remainderCents: 0,
      termsVersion: '2026-01',
    },
    '/api/dossiers/:number/dates': { decision: 'decline' },
    '/api/organisation/dossiers/:number/dates': { startsOn: '2020-01-02', endsOn: '2020-01-01' },
    '/api/dossiers/:number/contest': { about: 'entry', reason: 'Non.' },
    '/api/dossiers/:number/documents': aPdf(),
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
    '/api/organisation/password-resets': {},
    '/api/organisation/password-resets/completion': { token: 'x', password: 'x' },
    '/api/organisation/session': {},
    '/api/organisation/session/second-factor': { code: '000000' },
    '/api/organisation/session/language': {},
    '/api/organisation/session/password': {},
    '/api/organisation/session/proof': {},
    '/api/session/proof': {},
    '/api/organisation/second-factor': { code: 'rien du tout' },
    '/api/organisation/second-factor/recovery-codes': { password: 'faux', code: 'rien du tout' },
    '/api/organisation/second-factor/removal': { password: 'faux', code: 'rien du tout' },
    '/api/organisation/members': {},
    '/api/organisation/members/:id': {},
    '/api/organisation/invitations/check': { token: 'inconnu' },
    '/api/organisation/invitations/accept': {},
    '/api/organisation/keys': {},
    '/api/organisation/webhooks': {},
    '/api/organisation/webhooks/:id': {},
    '/api/organisation/webhooks/:id/secret': {},
    '/api/organisation/webhooks/:id/replay': { since: '2027-01-01T00:00:00Z' },
    '/api/organisation/keys/:id': { name: 'Autre nom' },
    '/api/organisation/keys/:id/rotation': {},
  };
  if (path.startsWith('/api')) return bodies[path];
  return withFiles.includes(path) ? new FormData() : new URLSearchParams();
}

async function statusFor(client: ApiClient, method: string, path: string): Promise<number> {
  const id = /trainings|formations/.test(path) ? owner.trainingId : owner.sessionId;
  const query = method === 'post' && path.endsWith('/documents') ? '?reason=transport_stopped' : '';
  const named = path.replace(':number', number).replace(':id', id).replace(':deliveryId', id);
  const real = named.replace('/langue', '/langue?vers=fr') + query;
  if (path.endsWith('/stream')) return await client.statusOf(real);
  const body = method === 'get' || method === 'delete' ? undefined : bodyFor(path);
  const headers = body instanceof Buffer ? { 'content-type': 'application/pdf' } : {};
  return (await client.send(method.toUpperCase(), real, { body, headers })).status;
}

describe('the authorisation matrix', () => {
  test('names every route, and no other', () => {
    const served = routes.map(({ method, path }) => `${method} ${path}`);
    expect(Object.keys(matrix).sort()).toEqual(served.sort());
  });

  // Strangers first, so that the owner's own actions cannot be what made theirs fail; deleting and logging out last of all.
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
  const last = [
    'post /dossiers/:number/suppression',
    'delete /api/session',
    'delete /api/organisation/session',
    'post /deconnexion',
    'post /organisme/deconnexion',
  ];
  const rows = Object.entries(matrix).sort(([a], [b]) => last.indexOf(a) - last.indexOf(b));
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
