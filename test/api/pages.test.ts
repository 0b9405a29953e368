import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type PaymentServer, startPaymentServer } from '../../dev/payments/server.ts';
import { texts } from '../../api/pages/texts/index.ts';
import { localPath } from '../../api/security/return-path.ts';
import { startApi, type TestApi } from '../support/api.ts';
import { ApiClient, type Answer, loggedIn, visitor } from '../support/api-client.ts';
import {
  acceptedDossier,
  aCast,
  type ApiCast,
  sentDossier,
  validatedDossier,
} from '../support/api-dossiers.ts';
import { stripeKeys } from '../support/paying-world.ts';
import { quietRuntime } from '../support/quiet-runtime.ts';
import { testStack } from '../support/stack.ts';
import { type RunningWorker, startDossierWorker } from '../support/worker.ts';

let api: TestApi;
let server: PaymentServer;
let worker: RunningWorker;
let cast: ApiCast;

beforeAll(async () => {
  const { secretKey, webhookSecret } = stripeKeys;
  quietRuntime();
  api = await startApi({ env: { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret } });
  const webhook = { url: `${api.baseUrl}/api/webhooks/stripe`, secret: webhookSecret };
  server = await startPaymentServer({ secretKey, webhook });
  worker = await startDossierWorker({
    db: api.db,
    temporalAddress: testStack.temporalAddress,
    taskQueue: api.taskQueue,
    stripe: { secretKey, apiBase: server.url },
  });
  cast = await aCast(api);
});
afterAll(async () => {
  await server.close();
  await worker.stop();
  await api.stop();
});

const html = { accept: 'text/html,*/*;q=0.8' };

/** Fills in the form of a page whose action ends like this, and sends it. */
async function submit(
  client: ApiClient,
  path: string,
  action: string,
  filled: Record<string, string> = {},
): Promise<Answer> {
  const { text } = await client.get(path, html);
  const form = new RegExp(`<form method="post" action="([^"]*${action})"[^>]*>([\\s\\S]*?)</form>`).exec(
    text,
  );
  if (form === null) throw new Error(`no form ${action} on ${path}:\n${text}`);
  const fields = [...(form[2] ?? '').matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)];
  const body = new URLSearchParams({
    ...Object.fromEntries(fields.map(([, name = '', value = '']): [string, string] => [name, value])),
    ...filled,
  });
  return await client.post(form[1] ?? '', body, html);
}

describe('a page', () => {
  test('is protected by a policy without inline code, kept out of caches, and says its language', async () => {
    const { headers, text } = await visitor(api).get('/', html);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'self'; style-src 'self'");
    expect(policy).toContain("form-action 'self' https://checkout.stripe.com");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('cache-control')).toBe('no-store');
    expect(text).toContain('<html lang="fr">');
    expect(text).not.toMatch(/<script(?![^>]*src=)|style="| on\w+="/);
  });

  test('gives a visitor no session', async () => {
    expect((await visitor(api).get('/formations', html)).headers.getSetCookie()).toEqual([]);
  });

  test('is English for a browser that asks for it, and French for any other language', async () => {
    const english = await visitor(api).get('/', { ...html, 'accept-language': 'en-GB,en;q=0.9' });
    const other = await visitor(api).get('/', { ...html, 'accept-language': 'de' });
    expect(english.text).toContain('<html lang="en">');
    expect(other.text).toContain('<html lang="fr">');
  });

  test('loads files that browsers may keep for good, compressed', async () => {
    const { text } = await visitor(api).get('/', html);
    const path = /href="(\/assets\/style-[0-9a-f]{12}\.css)"/.exec(text)?.[1] ?? '';
    const { status, headers } = await visitor(api).get(path, { 'accept-encoding': 'br' });
    expect([status, headers.get('content-encoding')]).toEqual([200, 'br']);
    expect(headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });
});

describe('an error', () => {
  test('is a page for a browser and a problem document under /api', async () => {
    const page = await visitor(api).get('/rien', html);
    expect([page.status, page.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    const document = await visitor(api).get('/api/rien', html);
    expect(document.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    const program = await visitor(api).get('/rien', { accept: 'application/json' });
    expect(program.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  });

  test('leads who is not logged in to the login, and back', async () => {
    const { status, headers } = await visitor(api).get('/dossiers?etat=draft', html);
    expect([status, headers.get('location')]).toEqual([303, '/connexion?retour=%2Fdossiers%3Fetat%3Ddraft']);
  });

  test('refuses a form without the token of the session, and does nothing', async () => {
    const number = await sentDossier(cast);
    const client = new ApiClient(api);
    const { nir, password } = cast.trainee;
    await client.post('/connexion', new URLSearchParams({ nir, password }), html);
    const answer = await client.post(`/dossiers/${number}/annulation`, new URLSearchParams(), html);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([403, 'text/html; charset=utf-8']);
    expect((await client.get(`/api/dossiers/${number}`)).json.label).toBe("Demande d'inscription");
  });

  test('refuses a login that another site sends', async () => {
    const answer = await visitor(api).post('/connexion', new URLSearchParams(), {
      ...html,
      'sec-fetch-site': 'cross-site',
    });
    expect(answer.status).toBe(403);
  });
});

describe('the way back after the login', () => {
  test.each([
    'https://ailleurs.test',
    '//ailleurs.test',
    '/\\ailleurs.test',
    '/api/session',
    '/deconnexion',
    'dossiers',
    '/\tdossiers',
  ])('never leads to %j', (path) => {
    expect(localPath(path)).toBeNull();
  });

  test('leads to our own pages', () => {
    expect(localPath('/dossiers?etat=draft')).toBe('/dossiers?etat=draft');
    expect(localPath('/')).toBe('/');
  });

  test('is kept through a wrong password, and nothing typed is lost but the password', async () => {
    const answer = await visitor(api).post(
      '/connexion',
      new URLSearchParams({ nir: '2 85 05 <"', password: 'faux', retour: '/mes-droits' }),
      html,
    );
    expect(answer.status).toBe(401);
    expect(answer.text).toContain('value="2 85 05 &lt;&quot;"');
    expect(answer.text).toContain('name="retour" value="/mes-droits"');
    expect(answer.text).not.toContain('faux');
  });
});

describe('a form', () => {
  test('that is sent twice acts once', async () => {
    const { asTrainee, trainingId } = cast;
    const { text } = await asTrainee.get(`/formations/${trainingId}`, html);
    const field = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(text)?.[1] ?? '';
    const body = () =>
      new URLSearchParams({
        jeton: field('jeton'),
        cle: field('cle'),
        formation: trainingId,
        session: field('session'),
      });
    const [first, second] = await Promise.all([
      asTrainee.post('/dossiers', body(), html),
      asTrainee.post('/dossiers', body(), html),
    ]);
    expect(first.status).toBe(303);
    expect(first.headers.get('location')).toMatch(/^\/dossiers\/40\d{8}$/);
    expect(second.headers.get('location')).toBe(first.headers.get('location'));
  });

  test('asks again for an agreement that was not given', async () => {
    const number = await acceptedDossier(cast);
    const answer = await submit(cast.asTrainee, `/dossiers/${number}`, '/validation', { accord: 'oui' });
    expect(answer.status).toBe(422);
    expect(answer.text).toMatch(/id="conditions-error">Cochez la case des conditions/);
  });

  test('shows the new amounts when they changed since the page was read', async () => {
    const number = await acceptedDossier(cast);
    const answer = await submit(cast.asTrainee, `/dossiers/${number}`, '/validation', {
      accord: 'oui',
      conditions: 'oui',
      droits: '1',
      reste: '0',
    });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Montants modifiés');
    expect(answer.text).toContain('J’accepte d’utiliser');
  });

  test('that validates with something left to pay leads to the card payment', async () => {
    const poor = await aCast(api, { balanceCents: 50_000 });
    const number = await acceptedDossier(poor);
    const answer = await submit(poor.asTrainee, `/dossiers/${number}`, '/validation', {
      accord: 'oui',
      conditions: 'oui',
    });
    const checkoutUrl = answer.headers.get('location') ?? '';
    expect([answer.status, checkoutUrl.startsWith(server.url)]).toEqual([303, true]);
    const again = await submit(poor.asTrainee, `/dossiers/${number}`, '/paiement');
    expect([again.status, again.headers.get('location')]).toEqual([303, checkoutUrl]);
  });
});

describe('a cancellation', () => {
  test('that would not do what was shown is not done, and what it does now is shown', async () => {
    const number = await validatedDossier(cast);
    const path = `/dossiers/${number}/annulation`;
    const stale = await submit(cast.asTrainee, path, '/annulation', { rightsBackCents: '1' });
    expect([stale.status, stale.text.includes('Conséquences modifiées')]).toEqual([409, true]);
    expect((await cast.asTrainee.get(`/api/dossiers/${number}`)).json.state).toBe('validated');
    const done = await submit(cast.asTrainee, path, '/annulation');
    expect([done.status, done.headers.get('location')]).toEqual([303, `/dossiers/${number}`]);
  });
});

describe('a dossier on paper', () => {
  test('is a PDF, and the calendar is a calendar', async () => {
    const number = await sentDossier(cast);
    const pdf = await cast.asTrainee.get(`/dossiers/${number}/resume.pdf`);
    expect([pdf.headers.get('content-type'), pdf.text.slice(0, 5)]).toEqual(['application/pdf', '%PDF-']);
    const calendar = await cast.asTrainee.get(`/dossiers/${number}/agenda.ics`);
    expect(calendar.text).toMatch(/^BEGIN:VCALENDAR/);
  });
});

describe('a session', () => {
  test('ends on the server when its person logs out of the pages', async () => {
    const client = await loggedIn(api, cast.trainee);
    const answer = await submit(client, '/', '/deconnexion');
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
    expect((await client.get('/api/session')).status).toBe(401);
  });
});

describe('whoever types that they paid', () => {
  test.each(['effectue', 'abandonne'])(
    'on a dossier that was never paid is told nothing (%s)',
    async (how) => {
      const own = await aCast(api);
      const dossiers = [await sentDossier(own), await acceptedDossier(own), await validatedDossier(own)];
      const { paymentReturn } = texts.fr.dossier;
      for (const number of dossiers) {
        const { text } = await own.asTrainee.get(`/dossiers/${number}?paiement=${how}`, html);
        expect(Object.values(paymentReturn).filter((sentence) => text.includes(sentence))).toEqual([]);
      }
    },
  );
});
