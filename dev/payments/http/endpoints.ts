import { z } from 'zod';
import { createSession } from '../checkout/create-session.ts';
import { expireSession } from '../checkout/expire-session.ts';
import { sessionParameters } from '../checkout/session-parameters.ts';
import type { Desk } from '../desk.ts';
import { balanceCents } from '../objects/balance-transaction.ts';
import { createRefund, refundParameters } from '../refunds/create-refund.ts';
import type { StoredSession } from '../state.ts';
import { missing } from '../stripe-error.ts';
import type { Endpoint } from './endpoint.ts';
import { listPage, listParameters } from './list.ts';
import { parseParameters } from './parameters.ts';

const nothing = z.strictObject({});
const ofIntent = z.strictObject({ ...listParameters, payment_intent: z.string().optional() });
const ofCharge = ofIntent.extend({ charge: z.string().optional() });
const sessionsQuery = ofIntent.extend({ status: z.enum(['open', 'complete', 'expired']).optional() });
const eventsQuery = z.strictObject({
  ...listParameters,
  type: z.string().optional(),
  types: z.array(z.string()).max(20).optional(),
});

const sessionEndpoints: Endpoint[] = [
  {
    method: 'post',
    path: '/v1/checkout/sessions',
    run: ({ desk, parameters }) => createSession(desk, parseParameters(sessionParameters, parameters)),
  },
  {
    method: 'get',
    path: '/v1/checkout/sessions',
    run: ({ desk, parameters, path }) => {
      const query = parseParameters(sessionsQuery, parameters);
      const found = Object.values(desk.state.sessions)
        .map(({ session }) => session)
        .filter(({ status }) => query.status === undefined || status === query.status)
        .filter(matching('payment_intent', query.payment_intent));
      return listPage(found, query, { url: path, kind: 'checkout.session' });
    },
  },
  {
    method: 'get',
    path: '/v1/checkout/sessions/:id',
    run: ({ desk, id }) => sessionWithId(desk, id).session,
  },
  {
    method: 'get',
    path: '/v1/checkout/sessions/:id/line_items',
    run: ({ desk, id, path }) => ({
      object: 'list',
      data: sessionWithId(desk, id).lineItems,
      has_more: false,
      url: path,
    }),
  },
  {
    method: 'post',
    path: '/v1/checkout/sessions/:id/expire',
    run: ({ desk, id, parameters, cause }) => {
      parseParameters(nothing, parameters);
      return expireSession(desk, sessionWithId(desk, id), cause);
    },
  },
];

const moneyEndpoints: Endpoint[] = [
  {
    method: 'get',
    path: '/v1/payment_intents',
    run: ({ desk, parameters, path }) => {
      const query = parseParameters(z.strictObject(listParameters), parameters);
      return listPage(Object.values(desk.state.intents), query, { url: path, kind: 'payment_intent' });
    },
  },
  {
    method: 'get',
    path: '/v1/charges',
    run: ({ desk, parameters, path }) => {
      const query = parseParameters(ofIntent, parameters);
      const found = Object.values(desk.state.charges)
        .map(({ charge }) => charge)
        .filter(matching('payment_intent', query.payment_intent));
      return listPage(found, query, { url: path, kind: 'charge' });
    },
  },
  {
    method: 'post',
    path: '/v1/refunds',
    run: ({ desk, parameters, cause }) =>
      createRefund(desk, parseParameters(refundParameters, parameters), cause),
  },
  {
    method: 'get',
    path: '/v1/refunds',
    run: ({ desk, parameters, path }) => {
      const query = parseParameters(ofCharge, parameters);
      const found = Object.values(desk.state.refunds)
        .filter(matching('payment_intent', query.payment_intent))
        .filter(matching('charge', query.charge));
      return listPage(found, query, { url: path, kind: 'refund' });
    },
  },
  {
    method: 'get',
    path: '/v1/disputes',
    run: ({ desk, parameters, path }) => {
      const query = parseParameters(ofCharge, parameters);
      const found = Object.values(desk.state.disputes)
        .filter(matching('payment_intent', query.payment_intent))
        .filter(matching('charge', query.charge));
      return listPage(found, query, { url: path, kind: 'dispute' });
    },
  },
  {
    method: 'get',
    path: '/v1/events',
    run: ({ desk, parameters, path }) => {
      const query = parseParameters(eventsQuery, parameters);
      const types = query.types ?? (query.type === undefined ? undefined : [query.type]);
      const found = Object.values(desk.state.events).filter(({ type }) => types?.includes(type) ?? true);
      return listPage(found, query, { url: path, kind: 'event' });
    },
  },
  {
    method: 'get',
    path: '/v1/balance',
    run: ({ desk }) => balanceOf(desk),
  },
  retrieve('/v1/payment_intents', 'payment_intent', (desk, id) => desk.state.intents[id]),
  retrieve('/v1/charges', 'charge', (desk, id) => desk.state.charges[id]?.charge),
  retrieve('/v1/refunds', 'refund', (desk, id) => desk.state.refunds[id]),
  retrieve('/v1/disputes', 'dispute', (desk, id) => desk.state.disputes[id]),
  retrieve('/v1/events', 'event', (desk, id) => desk.state.events[id]),
  retrieve('/v1/balance_transactions', 'balance transaction', (desk, id) => desk.state.transactions[id]),
];

/** Every entry of Stripe's API that this server speaks. */
export const endpoints: readonly Endpoint[] = [...sessionEndpoints, ...moneyEndpoints];

function retrieve(
  path: string,
  kind: string,
  find: (desk: Desk, id: string) => object | undefined,
): Endpoint {
  return {
    method: 'get',
    path: `${path}/:id`,
    run: ({ desk, id, parameters }) => {
      parseParameters(nothing, parameters);
      const found = find(desk, id);
      if (found === undefined) throw missing(kind, id);
      return found;
    },
  };
}

function sessionWithId(desk: Desk, id: string): StoredSession {
  const stored = desk.state.sessions[id];
  if (stored === undefined) throw missing('checkout.session', id, 'session');
  return stored;
}

function matching<Name extends string>(name: Name, wanted: string | undefined) {
  return (one: Record<Name, unknown>): boolean => wanted === undefined || one[name] === wanted;
}

function balanceOf(desk: Desk): object {
  const amount = balanceCents(desk);
  return {
    object: 'balance',
    available: [{ amount, currency: 'eur', source_types: { card: amount } }],
    livemode: false,
    pending: [{ amount: 0, currency: 'eur', source_types: { card: 0 } }],
  };
}
