import type { Desk } from '../desk.ts';
import { invalidParameter } from '../stripe-error.ts';

type Json = Record<string, unknown>;

/**
 * Puts whole objects in the place of ids, on a copy (https://docs.stripe.com/api/expanding_objects).
 * @throws StripeError for what cannot be expanded
 */
export function expand(desk: Desk, answer: object, paths: readonly string[]): object {
  const copy = structuredClone(answer) as Json;
  for (const path of paths) {
    if (path.split('.').length > 4) throw cannotExpand(path);
    follow(desk, copy, path.split('.'), path);
  }
  return copy;
}

function follow(desk: Desk, object: Json, [name, ...rest]: readonly string[], path: string): void {
  if (name === undefined) return;
  if (name === 'data' && Array.isArray(object.data)) {
    for (const one of object.data) follow(desk, one as Json, rest, path);
    return;
  }
  const value = included(desk, object, name) ?? object[name];
  if (value === null && name in object) return;
  const whole = typeof value === 'string' ? objectWithId(desk, value) : value;
  if (typeof whole !== 'object' || whole === null) throw cannotExpand(path);
  object[name] = structuredClone(whole);
  follow(desk, object[name] as Json, rest, path);
}

/** The lists that an answer carries only when they are asked for. */
function included(desk: Desk, object: Json, name: string): object | undefined {
  const id = String(object.id);
  if (object.object === 'checkout.session' && name === 'line_items') {
    const data = desk.state.sessions[id]?.lineItems ?? [];
    return { object: 'list', data, has_more: false, url: `/v1/checkout/sessions/${id}/line_items` };
  }
  if (object.object === 'charge' && name === 'refunds') {
    const data = Object.values(desk.state.refunds).filter(({ charge }) => charge === id);
    return { object: 'list', data: data.reverse(), has_more: false, url: `/v1/charges/${id}/refunds` };
  }
  return undefined;
}

function objectWithId(desk: Desk, id: string): object | undefined {
  const { intents, charges, refunds, disputes, transactions } = desk.state;
  return intents[id] ?? charges[id]?.charge ?? refunds[id] ?? disputes[id] ?? transactions[id];
}

const cannotExpand = (path: string): Error =>
  invalidParameter(`This property cannot be expanded (${path}).`, 'expand', 'invalid_expand');
