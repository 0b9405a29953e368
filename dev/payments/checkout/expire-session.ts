import type Stripe from 'stripe';
import { nowSeconds, type Cause, type Desk } from '../desk.ts';
import { emit } from '../events.ts';
import { idOf } from '../ids.ts';
import { refused } from '../stripe-error.ts';
import type { StoredSession } from '../state.ts';

/** Closes a session that is open, and only then: nobody can pay on it any more. */
export function expireSession(desk: Desk, stored: StoredSession, cause: Cause): Stripe.Checkout.Session {
  const { session } = stored;
  if (session.status !== 'open') {
    throw refused(
      `Only Checkout Sessions with a status in ["open"] can be expired. This Checkout Session has a status of \`${session.status}\`.`,
    );
  }
  session.status = 'expired';
  session.url = null;
  cancelIntent(desk, idOf(session.payment_intent), cause);
  emit(desk, 'checkout.session.expired', session, cause);
  return session;
}

/** The intent of an attempt that was refused must not be left waiting for a card. */
function cancelIntent(desk: Desk, id: string, cause: Cause): void {
  const intent = desk.state.intents[id];
  if (intent === undefined) return;
  intent.status = 'canceled';
  intent.canceled_at = nowSeconds(desk);
  intent.cancellation_reason = 'expired';
  emit(desk, 'payment_intent.canceled', intent, cause);
}
