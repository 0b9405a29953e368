import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { startPaymentServer, type PaymentServer } from '../../../dev/payments/server.ts';
import { testCards } from '../../../dev/payments/test-cards.ts';
import { clientOf, sessionFor, testKeys } from './payment-server.ts';
import { startWebhookReceiver, type WebhookReceiver } from './webhook-receiver.ts';

describe('the page to pay on', () => {
  let receiver: WebhookReceiver;
  let server: PaymentServer;
  let stripe: Stripe;
  beforeEach(async () => {
    receiver = await startWebhookReceiver();
    server = await startPaymentServer({
      secretKey: testKeys.secretKey,
      webhook: { url: receiver.url, secret: testKeys.webhookSecret },
    });
    stripe = clientOf(server.url);
  });
  afterEach(async () => {
    await server.close();
    await receiver.close();
  });

  const open = () => stripe.checkout.sessions.create(sessionFor());
  const send = (id: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(`${server.url}/pay/${id}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      redirect: 'manual',
      headers,
    });
  const read = async (id: string) => (await fetch(`${server.url}/pay/${id}`)).text();

  it('says that no money moves, and shows what is paid, how much and until when', async () => {
    const { url } = await open();
    const response = await fetch(url ?? '');
    const html = await response.text();
    for (const words of [
      'Page de paiement de développement',
      'Aucun argent ne circule',
      'Anglais professionnel',
      'Dossier n° 4042234296',
      '120,00',
      'Il vous reste',
      'http://localhost:3000/annule',
      ...Object.values(testCards).map(({ number }) => `value="${number}"`),
    ]) {
      expect(html).toContain(words);
    }
    expect(html).not.toMatch(/<script|style=|onclick/);
    expect(response.headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; form-action 'self' http://localhost:3000; base-uri 'none'; frame-ancestors 'none'",
    );
    expect((await fetch(`${server.url}/payments.css`)).headers.get('content-type')).toContain('text/css');
  });

  it('shows what the product wrote as text, never as HTML', async () => {
    const product_data = { name: '<script>alert(1)</script>' };
    const { id } = await stripe.checkout.sessions.create(
      sessionFor({
        line_items: [{ price_data: { currency: 'eur', unit_amount: 100, product_data }, quantity: 1 }],
      }),
    );
    expect(await read(id)).not.toContain('<script>');
  });

  it('takes a payment, and goes back to the site once the product has its webhook', async () => {
    const { id } = await open();
    const response = await send(id, { card: testCards.accepted.number });
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe(`http://localhost:3000/fait?session=${id}`);
    expect(receiver.events.map(({ type }) => type)).toContain('checkout.session.completed');
  });

  it('says why a card was refused, and takes another one', async () => {
    const { id } = await open();
    const refused = await send(id, { card: testCards.insufficientFunds.number });
    expect(refused.headers.get('location')).toBe(`/pay/${id}`);
    expect(await read(id)).toContain('Il n’y a pas assez d’argent sur le compte.');
    const paid = await send(id, {
      card: testCards.declined.number,
      card_number: '4242 4242 4242 4242',
    });
    expect(paid.headers.get('location')).toContain('/fait');
  });

  it('charges once when the form is sent twice at once', async () => {
    const { id } = await open();
    const answers = await Promise.all([1, 2].map(() => send(id, { card: testCards.accepted.number })));
    expect(new Set(answers.map(({ headers }) => headers.get('location'))).size).toBe(1);
    expect(server.control.state().balanceCents).toBe(12_000);
  });

  it.each([
    ['accepted', 'Le paiement est fait'],
    ['slowSuccess', 'Le paiement est en cours'],
  ] as const)('says that there is nothing left to do after a payment (%s)', async (card, words) => {
    const { id } = await open();
    await send(id, { card: testCards[card].number });
    expect(await read(id)).toContain(words);
  });

  it('says when it has expired, and when it does not exist', async () => {
    const { id } = await open();
    server.control.advanceClock(25 * 3_600_000);
    expect(await read(id)).toContain('Cette page de paiement a expiré');
    await send(id, { card: testCards.accepted.number });
    expect(server.control.state().balanceCents).toBe(0);
    const unknown = await fetch(`${server.url}/pay/cs_test_none`);
    expect([unknown.status, await unknown.text()]).toEqual([404, expect.stringContaining('n’existe pas')]);
  });

  it('takes nothing that another site sends', async () => {
    const { id } = await open();
    const response = await send(id, { card: testCards.accepted.number }, { 'sec-fetch-site': 'cross-site' });
    expect(response.status).toBe(403);
    expect(server.control.state().balanceCents).toBe(0);
  });

  it('has an overview beside it that shows everything and sends a webhook again', async () => {
    const { id } = await open();
    await send(id, { card: testCards.accepted.number });
    await server.control.webhooksIdle();
    const html = await (await fetch(server.url)).text();
    for (const words of ['Solde du compte', '120,00', 'checkout.session.completed', 'Renvoyer', 'reçu']) {
      expect(html).toContain(words);
    }
    const before = receiver.events.length;
    const [, action = ''] = /action="(\/deliveries\/[^"]+)"/.exec(html) ?? [];
    await fetch(`${server.url}${action}`, { method: 'POST', redirect: 'manual' });
    expect(receiver.events).toHaveLength(before + 1);
  });
});
