import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { startPaymentServer, type PaymentServer } from '../../../dev/payments/server.ts';
import { testCards } from '../../../dev/payments/test-cards.ts';
import { useTemporaryFolder } from '../temporary-folder.ts';
import { clientOf, sessionFor, testKeys, usePaymentServer } from './payment-server.ts';

describe('the controls of the local Stripe over HTTP', () => {
  const used = usePaymentServer();
  const call = async (method: string, path: string, body?: unknown) => {
    const response = await fetch(`${used.server.url}/test${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    return { status: response.status, body: (await response.json()) as Record<string, unknown> };
  };

  it('pay a session, end what waits, and show everything', async () => {
    const { id } = await used.stripe.checkout.sessions.create(sessionFor());
    const paid = await call('POST', `/sessions/${id}/pay`, { card: testCards.slowSuccess.number });
    expect(paid.body).toEqual({ result: 'processing' });
    expect((await call('GET', '/state')).body).toMatchObject({ balanceCents: 0 });
    await call('POST', '/finish');
    expect((await call('GET', '/state')).body).toMatchObject({
      balanceCents: 12_000,
      sessions: { [id]: { session: { payment_status: 'paid' } } },
    });
  });

  it('make requests fail, and spare them again', async () => {
    const fault = { path: '/v1/balance', when: 'before', answer: 500, times: 2 };
    expect((await call('POST', '/faults', fault)).status).toBe(200);
    await expect(used.stripe.balance.retrieve()).rejects.toMatchObject({ statusCode: 500 });
    await call('DELETE', '/faults');
    await used.stripe.balance.retrieve();
  });

  it('move the clock, dispute a charge, decide the dispute and a refund', async () => {
    await call('POST', '/clock', { advanceMs: 7_200_000 });
    const { id, created } = await used.stripe.checkout.sessions.create(sessionFor());
    expect(created * 1000).toBeGreaterThan(Date.now() + 7_000_000);
    used.server.control.pay(id, testCards.accepted.number);
    const [charge = ''] = Object.keys(used.server.control.state().charges);
    const dispute = await call('POST', `/charges/${charge}/dispute`);
    const path = `/disputes/${String(dispute.body.id)}/end`;
    expect((await call('POST', path, { status: 'won' })).body).toMatchObject({ status: 'won' });
    const refund = await used.stripe.refunds.create({ charge });
    const ended = await call('POST', `/refunds/${refund.id}/end`, { status: 'failed' });
    expect(ended.body).toMatchObject({ status: 'failed' });
  });

  it('hold, release and drop webhooks, and forget everything', async () => {
    expect((await call('POST', '/webhooks/hold')).status).toBe(200);
    expect((await call('POST', '/webhooks/release', { order: 'shuffled' })).body).toEqual({ sent: [] });
    expect((await call('POST', '/webhooks/drop')).body).toEqual({ dropped: 0 });
    await used.stripe.checkout.sessions.create(sessionFor());
    await call('POST', '/reset');
    expect((await call('GET', '/state')).body).toMatchObject({ sessions: {}, holding: false });
  });

  it('refuse what they do not understand', async () => {
    expect((await call('POST', '/faults', { path: '/v1/', when: 'never', answer: 1 })).status).toBe(400);
    expect((await call('POST', '/sessions/cs_test_none/pay', { card: '4242' })).status).toBe(404);
    expect((await call('GET', '/nothing')).status).toBe(404);
  });
});

describe('the local Stripe', () => {
  let server: PaymentServer | undefined;
  afterEach(async () => {
    await server?.close();
    server = undefined;
  });
  const folder = useTemporaryFolder();
  const start = async () => {
    const journalFile = join(folder.path, 'payments.json');
    server = await startPaymentServer({ secretKey: testKeys.secretKey, journalFile });
    return { server, stripe: clientOf(server.url) };
  };

  it('finds everything again after a restart, answers under idempotency keys included', async () => {
    const before = await start();
    const options = { idempotencyKey: 'payment:1' };
    const { id } = await before.stripe.checkout.sessions.create(sessionFor(), options);
    before.server.control.pay(id, testCards.slowSuccess.number);
    await before.server.close();
    const after = await start();
    expect((await after.stripe.checkout.sessions.create(sessionFor(), options)).id).toBe(id);
    after.server.control.finish();
    expect(after.server.control.state().balanceCents).toBe(12_000);
  });

  it('does not start in production', async () => {
    const started = startPaymentServer({ secretKey: testKeys.secretKey }, { NODE_ENV: 'production' });
    await expect(started).rejects.toThrow('NODE_ENV=production');
  });

  it('answers under its own names alone', async () => {
    const { port } = new URL((await start()).server.url);
    const outside = { headers: { host: `payments.example:${port}` } };
    const { request } = await import('node:http');
    const status = await new Promise((resolve) => {
      request({ host: '127.0.0.1', port, ...outside }, (response) => resolve(response.statusCode)).end();
    });
    expect(status).toBe(403);
  });

  it('answers a body that is no form with an error that the client can read', async () => {
    const { url } = (await start()).server;
    const response = await fetch(`${url}/v1/refunds`, {
      method: 'POST',
      body: '{}',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${testKeys.secretKey}` },
    });
    expect([response.status, await response.json()]).toEqual([
      400,
      { error: expect.objectContaining({ type: 'invalid_request_error' }) as unknown },
    ]);
  });
});
