import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type Stripe from 'stripe';
import { startPaymentServer, type PaymentServer } from '../../../dev/payments/server.ts';
import { clientOf, testKeys } from './payment-server.ts';
import { preparePayments, stripeRequests, type KnownIds } from './requests.ts';

/** The server that checks requests against Stripe's OpenAPI; none where there is neither stripe-mock nor Go. */
const mockUrl = process.env['TEST_STRIPE_MOCK_URL'];

type Fields = Record<string, unknown>;

/** Fields that the client's types declare and the fixtures of stripe-mock leave out, or that only some states have. */
const declaredByTheClient = new Set([
  'charge.source',
  'checkout.session.allowed_payment_method_types',
  'dispute.intended_submission_method',
  'payment_intent.payment_record',
  'payment_intent.source',
  'refund.failure_balance_transaction',
  'refund.failure_reason',
  'refund.pending_reason',
]);

/** Fields of the fixtures that Stripe sends only when they are asked for, or only to accounts that have the feature. */
const onlyWhenAskedFor = new Set([
  'balance.connect_reserved',
  'charge.refunds',
  'checkout.session.line_items',
]);

(mockUrl === undefined ? describe.skip : describe)(
  'the local Stripe beside stripe-mock (skipped where there is neither stripe-mock nor Go)',
  () => {
    let server: PaymentServer;
    let ours: Stripe;
    let theirs: Stripe;
    let ids: KnownIds;

    beforeAll(async () => {
      server = await startPaymentServer({ secretKey: testKeys.secretKey });
      ours = clientOf(server.url);
      theirs = clientOf(mockUrl ?? '', { apiKey: 'sk_test_123' });
      ids = await preparePayments(ours, server.control);
    });
    afterAll(() => server.close());

    it.each(Object.keys(stripeRequests))('a request to %s is one that Stripe knows', async (name) => {
      const answer = await stripeRequests[name]?.(theirs, ids);
      expect(answer).toBeDefined();
    });

    it.each(Object.keys(stripeRequests))('the answer to %s has the fields of Stripe', async (name) => {
      const mine = await stripeRequests[name]?.(ours, ids);
      const fixture = await stripeRequests[name]?.(theirs, ids);
      expect(differences(mine, fixture)).toEqual([]);
    });

    it('a parameter that Stripe does not know is refused by both', async () => {
      const odd = { payment_intent: ids.intent, colour: 'blue' } as Stripe.RefundCreateParams;
      for (const stripe of [ours, theirs]) {
        await expect(stripe.refunds.create(odd)).rejects.toMatchObject({
          type: 'StripeInvalidRequestError',
          statusCode: 400,
        });
      }
    });
  },
);

/** The ways in which an object of ours is not in the shape of the fixture: invented, missing or of another type. */
function differences(mine: unknown, fixture: unknown): string[] {
  const [left, right] = [first(mine), first(fixture)];
  const kind = String(left.object);
  const found = left.object === right.object ? [] : [`${kind} is not ${String(right.object)}`];
  for (const name of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const field = `${kind}.${name}`;
    if (!(name in right)) {
      if (!declaredByTheClient.has(field)) found.push(`${field} is invented`);
    } else if (!(name in left)) {
      if (!onlyWhenAskedFor.has(field)) found.push(`${field} is missing`);
    } else if (!sameType(left[name], right[name])) {
      found.push(`${field} is ${typeOf(left[name])}, not ${typeOf(right[name])}`);
    }
  }
  return found;
}

/** The object itself, or the first of a list. */
function first(answer: unknown): Fields {
  const { object, data } = answer as { object?: string; data?: Fields[] };
  return object === 'list' ? (data?.[0] ?? {}) : (answer as Fields);
}

const typeOf = (value: unknown): string => (Array.isArray(value) ? 'array' : typeof value);

const sameType = (left: unknown, right: unknown): boolean =>
  left === null || right === null || typeOf(left) === typeOf(right);
