import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startApi, type TestApi } from '../support/api.ts';
import {
  aCast,
  acceptedDossier,
  type ApiCast,
  draftOf,
  sentDossier,
  validatedDossier,
} from '../support/api-dossiers.ts';
import { withKnownDossiers } from '../support/fuzz-document.ts';
import { fuzz, schemathesisFolder } from '../support/schemathesis.ts';

/** Each would end the session, or the account, that all other requests need. */
const endsTheSession = ['deleteApiSession'];
const examples = 20;

let api: TestApi;
let cast: ApiCast;
let document: unknown;

beforeAll(async () => {
  api = await startApi({ worker: true });
  cast = await aCast(api);
  const stranger = await aCast(api);
  const draft = await draftOf(cast);
  const numbers = [
    draft.number,
    await sentDossier(cast),
    await acceptedDossier(cast),
    await validatedDossier(cast),
    await sentDossier(stranger),
  ];
  const published = await (await fetch(`${api.baseUrl}/api/openapi.json`)).json();
  document = withKnownDossiers(published, numbers);
});
afterAll(async () => {
  await api.stop();
});

const onlyWithSchemathesis = schemathesisFolder === undefined ? describe.skip : describe;

// Thousands of requests, made up from the document itself, one caller after the other.
onlyWithSchemathesis('every answer to made-up requests is one that the document announces', () => {
  let cases = 0;

  async function play(headers: Record<string, string>, without: readonly string[]): Promise<string> {
    const report = await fuzz({ baseUrl: api.baseUrl, document, headers, without, examples });
    cases += report.cases;
    return report.failures;
  }

  test('to a trainee', async () => {
    const { sessionCookie, csrfToken } = cast.asTrainee;
    const headers = { Cookie: sessionCookie ?? '', 'X-CSRF-Token': csrfToken ?? '' };
    expect(await play(headers, endsTheSession)).toBe('');
    // The session outlived them all: they were a trainee's to the end.
    expect((await cast.asTrainee.get('/api/session')).status).toBe(200);
  }, 300_000);

  test('to an organisation', async () => {
    expect(await play({ Authorization: `Bearer ${cast.organisation.key}` }, [])).toBe('');
  }, 300_000);

  test('to a stranger', async () => {
    expect(await play({}, [])).toBe('');
  }, 300_000);

  test('in at least 5,000 cases', () => {
    expect(cases).toBeGreaterThanOrEqual(5_000);
  });
});
