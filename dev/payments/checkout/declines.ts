import type { CardOutcome } from '../test-cards.ts';

type Decline = CardOutcome & { kind: 'declined' };

/** The English sentence that Stripe's API gives for a refused card. */
export function declineMessage({ code, declineCode }: Decline): string {
  if (code === 'expired_card') return 'Your card has expired.';
  if (code === 'incorrect_number') return 'Your card number is incorrect.';
  return declineCode === 'insufficient_funds'
    ? 'Your card has insufficient funds.'
    : 'Your card was declined.';
}
