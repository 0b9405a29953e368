import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createUnsubscribeTokens } from '../../db/notices/unsubscribe-tokens.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { visitor } from '../support/api-client.ts';
import { aCast, type ApiCast } from '../support/api-dossiers.ts';

let api: TestApi;
let cast: ApiCast;

beforeAll(async () => {
  api = await startApi();
  cast = await aCast(api);
});
afterAll(async () => {
  await api.stop();
});

const change = (body: unknown) => cast.asTrainee.send('PATCH', '/api/preferences', { body });
const wanted = async () => {
  const { json } = await cast.asTrainee.get('/api/preferences');
  const kinds = json.optional as { kind: string; wanted: boolean }[];
  return Object.fromEntries(kinds.map((one) => [one.kind, one.wanted]));
};

describe('preferences', () => {
  test('start with every mail, and change one by one, also at once', async () => {
    expect(Object.values(await wanted()).every(Boolean)).toBe(true);
    await Promise.all([change({ optional: { message: false } }), change({ language: 'en' })]);
    expect(await wanted()).toEqual({ message: false });
    const { json } = await change({ optional: { message: true } });
    expect(json).toMatchObject({ language: 'en' });
    expect(await wanted()).toEqual({ message: true });
  });

  test.each([
    ['a mail that asks for something', { optional: { to_validate: false } }],
    ['mail about money', { optional: { refund: false } }],
    ['mail about a deadline', { optional: { deadline_extended: false } }],
    ['mail about an entry', { optional: { in_training: false } }],
    ['mail about an end', { optional: { completed: false } }],
    ['a reminder', { optional: { reminder: false } }],
    ['a cancellation', { optional: { cancelled_by_organisation: false } }],
    ['an account mail', { optional: { password_changed: false } }],
    ['a digest, which is for organisations', { digest: 'each_business_morning' }],
  ])('of a trainee take no %s', async (_title, body) => {
    expect((await change(body)).status).toBe(422);
  });

  test('of an organisation take the digest', async () => {
    const path = '/api/organisation/preferences';
    expect((await cast.asOrganisation.get(path)).json).toMatchObject({ language: 'fr', digest: 'at_once' });
    const body = { digest: 'each_business_morning', optional: { message: false } };
    const { status, json } = await cast.asOrganisation.send('PATCH', path, { body });
    expect(status).toBe(200);
    expect(json).toMatchObject({
      digest: 'each_business_morning',
      optional: [{ kind: 'message', label: 'nouveau message', wanted: false }],
    });
  });
});

describe('an unsubscribe link', () => {
  const pathFor = () => {
    const tokens = createUnsubscribeTokens(api.config.SECRETS_ENCRYPTION_KEYS);
    return `/api/unsubscribe/${tokens.make({ audience: 'trainee', id: cast.trainee.id, kind: 'message' })}`;
  };

  test('switches its mail off by one POST without login, however often, and by no GET', async () => {
    const path = pathFor();
    const shown = await visitor(api).get(path);
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('nouveau message');
    expect(shown.headers.get('content-security-policy')).toContain("form-action 'self'");
    expect((await wanted())['message']).toBe(true);
    for (let time = 0; time < 2; time += 1) {
      const sent = await visitor(api).send('POST', path, {
        body: 'List-Unsubscribe=One-Click',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
      });
      expect(sent.status).toBe(200);
      expect((await wanted())['message']).toBe(false);
    }
  });

  test('that was changed, or signed by another, is not valid', async () => {
    const path = pathFor();
    const foreign = createUnsubscribeTokens([['k', Buffer.alloc(32, 1).toString('base64')]]);
    const forged = foreign.make({ audience: 'trainee', id: cast.trainee.id, kind: 'message' });
    const [said = '', mac = ''] = path.split('/').at(-1)?.split('.') ?? [];
    const other = Buffer.from(Buffer.from(said, 'base64url').toString().replace('trainee', 'organisation'));
    // A kind that could be switched off once, by a link of then.
    const mandatory = createUnsubscribeTokens(api.config.SECRETS_ENCRYPTION_KEYS).make({
      ...{ audience: 'trainee', id: cast.trainee.id, kind: 'refund' as never },
    });
    const before = await wanted();
    const tokens = [
      mandatory,
      forged,
      `${other.toString('base64url')}.${mac}`,
      said,
      `${said}.`,
      `${said}.${mac}.x`,
    ];
    for (const token of tokens) {
      const sent = await visitor(api).post(`/api/unsubscribe/${token}`);
      expect(sent).toMatchObject({ status: 404, json: { code: 'unsubscribe_link_invalid' } });
    }
    expect(await wanted()).toEqual(before);
  });
});
