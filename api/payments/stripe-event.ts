import { Stripe } from 'stripe';
import { eventSchema, type StripeEvent } from '../../domain/payment/stripe-objects.ts';
import { Problem } from '../problems/problem.ts';

/** How old a signature may be, in seconds, so that nobody can send an old request again (Stripe's own choice). */
const toleranceSeconds = 300;

/** A request as it came: only its bytes and its signature say whether Stripe sent it. */
export interface SignedBody {
  body: Buffer;
  signature: string | undefined;
  secret: string;
}

/** Reads an event that Stripe signed. Throws `webhook_signature_invalid`, or `webhook_unreadable` for what is no event. */
export function readEvent({ body, signature, secret }: SignedBody): StripeEvent {
  const verified = verify({ body, signature, secret });
  const event = eventSchema.safeParse(verified).data;
  if (event === undefined) throw new Problem('webhook_unreadable');
  return event;
}

function verify({ body, signature, secret }: SignedBody): unknown {
  if (signature === undefined) throw new Problem('webhook_signature_invalid');
  try {
    return Stripe.webhooks.constructEvent(body, signature, secret, toleranceSeconds);
  } catch (error) {
    if (error instanceof Stripe.errors.StripeSignatureVerificationError) {
      throw new Problem('webhook_signature_invalid');
    }
    // Signed, and not JSON.
    throw new Problem('webhook_unreadable');
  }
}
