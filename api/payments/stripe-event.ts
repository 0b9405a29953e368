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
  /** Whether our own key moves real money. */
  isLive: boolean;
}

/**
 * Reads an event that Stripe signed. Throws `webhook_signature_invalid`, `webhook_unreadable` for what is no event, or
 * `webhook_not_ours` for one of a connected account, or of test payments where ours are real (and the other way round).
 */
export function readEvent({ isLive, ...signed }: SignedBody): StripeEvent {
  const verified = verify(signed);
  const event = eventSchema.safeParse(verified).data;
  if (event === undefined) throw new Problem('webhook_unreadable');
  const { account, livemode = isLive } = event;
  if (account != null || livemode !== isLive) throw new Problem('webhook_not_ours');
  return event;
}

function verify({ body, signature, secret }: Omit<SignedBody, 'isLive'>): unknown {
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
