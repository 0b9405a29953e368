import type { Instant } from '../calendar/paris-time.ts';
import type { Cents } from '../money.ts';
import type { PaymentMessage } from './message.ts';
import type { StripeRefund } from './stripe-objects.ts';

type Ending = Pick<StripeRefund, 'id' | 'status'> & { failure_reason?: string | null | undefined };

/** What a refund of ours says of itself; null while it is on its way. */
export function refundMessage(
  { id: refundId, status, failure_reason: reason }: Ending,
  about: { refund: number; try: number },
): PaymentMessage | null {
  switch (endOf(status)) {
    case 'done':
      return { type: 'refund_succeeded', ...about, refundId };
    case 'failed':
      return { type: 'refund_failed', ...about, refundId, failure: reason ?? status ?? 'unknown' };
    default:
      return null;
  }
}

/** What a refund that a person made in Stripe's pages says of itself. */
export function refundByHand(
  { id: refundId, status }: Ending,
  about: { paymentId: string; amountCents: Cents; at: Instant },
) {
  return { type: 'refund_found', refundId, status: endOf(status), ...about } as const;
}

function endOf(status: string | null): 'requested' | 'done' | 'failed' {
  if (status === 'succeeded') return 'done';
  return status === 'failed' || status === 'canceled' ? 'failed' : 'requested';
}
