import type Stripe from 'stripe';
import { nowSeconds, type Desk } from '../desk.ts';
import { newId } from '../ids.ts';
import { buildLineItem } from '../objects/line-item.ts';
import { buildSession } from '../objects/session.ts';
import { invalidParameter } from '../stripe-error.ts';
import type { SessionParameters } from './session-parameters.ts';

const minimumSeconds = 30 * 60;
const maximumSeconds = 24 * 3600;
// Stripe's limits for an amount in euros: https://docs.stripe.com/currencies#minimum-and-maximum-charge-amounts
const smallestCents = 50;
const largestCents = 99_999_999;

/** Opens a Checkout Session. */
export function createSession(desk: Desk, parameters: SessionParameters): Stripe.Checkout.Session {
  const created = nowSeconds(desk);
  const lineItems = parameters.line_items.map(({ price_data, quantity }) =>
    buildLineItem({
      name: price_data.product_data.name,
      currency: price_data.currency,
      unitAmount: price_data.unit_amount,
      quantity,
      created,
    }),
  );
  const id = newId('cs_test', 58);
  const session = buildSession({
    id,
    amount_total: totalOf(lineItems),
    cancel_url: parameters.cancel_url ?? null,
    client_reference_id: parameters.client_reference_id ?? null,
    created,
    currency: currencyOf(lineItems),
    customer_email: parameters.customer_email ?? null,
    expires_at: expiryOf(parameters.expires_at, created),
    locale: parameters.locale ?? null,
    metadata: parameters.metadata ?? {},
    allowed_payment_method_types: parameters.allowed_payment_method_types ?? null,
    submit_type: parameters.submit_type ?? null,
    success_url: parameters.success_url,
    url: `${desk.url}/pay/${id}`,
  });
  const intent = parameters.payment_intent_data;
  desk.state.sessions[id] = {
    session,
    lineItems,
    products: parameters.line_items.map(({ price_data }) => ({
      description: price_data.product_data.description ?? null,
    })),
    intent: {
      description: intent?.description ?? null,
      metadata: intent?.metadata ?? {},
      receiptEmail: intent?.receipt_email ?? null,
      statementDescriptorSuffix: intent?.statement_descriptor_suffix ?? null,
    },
  };
  return session;
}

function totalOf(lineItems: readonly Stripe.LineItem[]): number {
  const total = lineItems.reduce((sum, { amount_total }) => sum + amount_total, 0);
  if (total < smallestCents) {
    throw invalidParameter(
      "The Checkout Session's total amount due must add up to at least €0.50 eur",
      'line_items',
      'amount_too_small',
    );
  }
  if (total > largestCents) {
    throw invalidParameter(
      "The Checkout Session's total amount due must be no more than €999,999.99 eur",
      'line_items',
      'amount_too_large',
    );
  }
  return total;
}

function currencyOf([first, ...others]: readonly Stripe.LineItem[]): string | null {
  if (others.some(({ currency }) => currency !== first?.currency)) {
    throw invalidParameter('You cannot combine currencies on a single Checkout Session.', 'line_items');
  }
  return first?.currency ?? null;
}

/** https://docs.stripe.com/api/checkout/sessions/create#create_checkout_session-expires_at */
function expiryOf(wished: number | undefined, created: number): number {
  if (wished === undefined) return created + maximumSeconds;
  if (wished < created + minimumSeconds) {
    throw invalidParameter(
      'The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.',
      'expires_at',
    );
  }
  if (wished > created + maximumSeconds) {
    throw invalidParameter(
      'The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.',
      'expires_at',
    );
  }
  return wished;
}
