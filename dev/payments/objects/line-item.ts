import type Stripe from 'stripe';
import { newId } from '../ids.ts';

/** One thing that is paid for. */
export interface LineItemFacts {
  readonly name: string;
  readonly currency: string;
  /** Cents. */
  readonly unitAmount: number;
  readonly quantity: number;
  /** Seconds since 1970. */
  readonly created: number;
}

/** A line item with a price made for it, in the shape of the client's types. */
export function buildLineItem(facts: LineItemFacts): Stripe.LineItem {
  const { name, currency, unitAmount, quantity } = facts;
  const total = unitAmount * quantity;
  return {
    id: newId('li'),
    object: 'item',
    adjustable_quantity: null,
    amount_discount: 0,
    amount_subtotal: total,
    amount_tax: 0,
    amount_total: total,
    currency,
    description: name,
    metadata: null,
    price: buildPrice(facts),
    quantity,
  };
}

function buildPrice({ currency, unitAmount, created }: LineItemFacts): Stripe.Price {
  return {
    id: newId('price'),
    object: 'price',
    active: false,
    billing_scheme: 'per_unit',
    created,
    currency,
    custom_unit_amount: null,
    livemode: false,
    lookup_key: null,
    metadata: {},
    nickname: null,
    product: newId('prod', 14),
    recurring: null,
    tax_behavior: 'unspecified',
    tiers_mode: null,
    transform_quantity: null,
    type: 'one_time',
    unit_amount: unitAmount,
    // The client makes a decimal of it; the wire carries text.
    unit_amount_decimal: String(unitAmount) as unknown as Stripe.Price['unit_amount_decimal'],
  };
}
