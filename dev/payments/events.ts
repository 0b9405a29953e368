import Stripe from 'stripe';
import { nowSeconds, type Cause, type Desk } from './desk.ts';
import { newId } from './ids.ts';

/** The kinds of events that this server sends. */
export type EventType = Extract<
  Stripe.Event['type'],
  `charge.${string}` | `checkout.session.${string}` | `payment_intent.${string}` | `refund.${string}`
>;

/** The version whose shapes these objects have: the one that the installed client is made for. */
export const apiVersion = Stripe.API_VERSION;

/** Records an event with its object as it is now, and has it delivered. */
export function emit(desk: Desk, type: EventType, object: object, cause: Cause): void {
  const event = {
    id: newId('evt'),
    object: 'event',
    api_version: apiVersion,
    created: nowSeconds(desk),
    data: { object: structuredClone(object) },
    livemode: false,
    pending_webhooks: 0,
    request: cause,
    type,
  };
  // The union of all events wants the object of each type: what is passed here has that shape by construction.
  desk.state.events[event.id] = event as unknown as Stripe.Event;
  desk.onEvent(event.id);
}
