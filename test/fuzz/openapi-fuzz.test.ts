import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type PaymentServer, startPaymentServer } from '../../dev/payments/server.ts';
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

/**
 * Streams do not end; logging out would end the session that all other requests need; FranceConnect+ needs a provider, which
 * its own tests play.
 */
const leftOut = [
  'getApiDossiersNumberStream',
  'deleteApiSession',
  'getAuthFranceconnect',
  'getAuthFranceconnectCallback',
  'getAuthFranceconnectJwks',
];
const examples = 4;
const stripe = { secretKey: 'sk_test_fuzz', webhookSecret: 'whsec_fuzz' };

let api: TestApi;
let payments: PaymentServer;
let cast: ApiCast;
let document: unknown;

beforeAll(async () => {
  payments = await startPaymentServer({ secretKey: stripe.secretKey });
  api = await startApi({
    worker: true,
    stripe: { secretKey: stripe.secretKey, apiBase: payments.url },
    env: {
      STRIPE_SECRET_KEY: stripe.secretKey,
      STRIPE_WEBHOOK_SECRET: stripe.webhookSecret,
      RESEND_WEBHOOK_SECRET: `whsec_${Buffer.alloc(24, 7).toString('base64')}`,
    },
  });
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
  await payments.close();
});

const onlyWithSchemathesis = schemathesisFolder === undefined ? describe.skip : describe;

// Thousands of requests, made up from the document itself, one caller after the other.
onlyWithSchemathesis('every answer to made-up requests is one that the document announces', () => {
  let cases = 0;

  async function play(headers: Record<string, string>, without: readonly string[]): Promise<string> {
    // As a program: a browser is shown pages instead.
    const asked = { Accept: 'application/json', ...headers };
    const report = await fuzz({ baseUrl: api.baseUrl, document, headers: asked, without, examples });
    cases += report.cases;
    return report.failures;
  }

  test('to a trainee', async () => {
    const { sessionCookie, csrfToken } = cast.asTrainee;
    const headers = { Cookie: sessionCookie ?? '', 'X-CSRF-Token': csrfToken ?? '' };
    expect(await play(headers, leftOut)).toBe('');
    // The session outlived them all: they were a trainee's to the end.
    expect((await cast.asTrainee.get('/api/session')).status).toBe(200);
  });

  test('to an organisation', async () => {
    expect(await play({ Authorization: `Bearer ${cast.organisation.key}` }, leftOut)).toBe('');
  });

  test('to a stranger', async () => {
    expect(await play({}, leftOut)).toBe('');
  });

  test('in at least 5,000 cases', () => {
    expect(cases).toBeGreaterThanOrEqual(5_000);
  });
});
