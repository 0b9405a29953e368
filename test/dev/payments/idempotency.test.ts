import { describe, expect, it } from '@jest/globals';
import Stripe from 'stripe';
import { waitFor } from '../../../dev/wait-for.ts';
import { clientOf, sessionFor, usePaymentServer } from './payment-server.ts';

const soon = { everyMs: 10 };

describe('a request to the local Stripe', () => {
  const used = usePaymentServer();
  const create = (idempotencyKey: string, overrides = {}) =>
    used.stripe.checkout.sessions.create(sessionFor(overrides), { idempotencyKey });
  const sessionCount = (): number => Object.keys(used.server.control.state().sessions).length;

  it('has the same answer when it is sent again under its key, and acts once', async () => {
    const first = await create('4042234296:payment:1');
    const again = await create('4042234296:payment:1');
    expect(again.id).toBe(first.id);
    expect(again.lastResponse.headers).toMatchObject({
      'idempotent-replayed': 'true',
      'original-request': first.lastResponse.requestId,
    });
    expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined();
    expect(sessionCount()).toBe(1);
  });

  it('is refused under the key of a request with other parameters', async () => {
    await create('key');
    const error = await create('key', { locale: 'en' }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
    expect(error).toMatchObject({ statusCode: 400, rawType: 'idempotency_error' });
    expect(sessionCount()).toBe(1);
  });

  it('is refused while another with its key is under way', async () => {
    used.server.control.addFault({ path: '/v1/checkout', times: 1, when: 'before', answer: 'wait' });
    const first = create('key');
    await waitFor(() => Promise.resolve(expect(used.server.control.state().waitingRequests).toBe(1)), soon);
    await expect(create('key')).rejects.toMatchObject({ statusCode: 409, code: 'idempotency_key_in_use' });
    used.server.control.releaseRequests();
    expect((await create('key')).id).toBe((await first).id);
  });

  it('whose parameters are wrong leaves its key free', async () => {
    await expect(create('key', { success_url: 'wrong' })).rejects.toMatchObject({ statusCode: 400 });
    expect(await create('key')).toMatchObject({ status: 'open' });
  });

  it('that is refused by the state of things is refused again under its key', async () => {
    const { id } = await create('open');
    await used.stripe.checkout.sessions.expire(id);
    const expire = () => used.stripe.checkout.sessions.expire(id, {}, { idempotencyKey: 'late' });
    const errors = [await expire().catch(String), await expire().catch(String)];
    expect(errors[0]).toContain('can be expired');
    expect(errors[1]).toBe(errors[0]);
  });

  it('with a wrong key of the API is not answered', async () => {
    const stranger = clientOf(used.server.url, { apiKey: 'sk_test_wrong' });
    const error = await stranger.balance.retrieve().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
    expect(String(error)).not.toContain('sk_test_wrong');
  });

  it('carries an id and the version of the API in its answer', async () => {
    const { lastResponse } = await used.stripe.balance.retrieve();
    expect(lastResponse.requestId).toMatch(/^req_/);
    expect(lastResponse.apiVersion).toBe(Stripe.API_VERSION);
  });

  it('to an address that Stripe does not have is a 404', async () => {
    await expect(used.stripe.customers.list()).rejects.toMatchObject({
      statusCode: 404,
      type: 'StripeInvalidRequestError',
    });
  });
});
