/** What happens to a payment with a test card. */
export type CardOutcome =
  | { readonly kind: 'paid'; readonly later?: 'dispute'; readonly refunds?: 'fail' | 'wait' }
  | { readonly kind: 'declined'; readonly code: DeclineCode; readonly declineCode?: string }
  | { readonly kind: 'processing'; readonly ends: 'succeeded' | 'failed' };

/** The error codes of Stripe for the cards below (https://docs.stripe.com/testing#declined-payments). */
export type DeclineCode = 'card_declined' | 'expired_card' | 'incorrect_number';

/** A card of the payment page. */
export interface TestCard {
  /** 16 digits without spaces. */
  readonly number: string;
  readonly title: string;
  readonly explanation: string;
  readonly outcome: CardOutcome;
}

/** Stripe's own test cards, and two that stand for means of payment that need a while (numbers no real card has). */
export const testCards = {
  accepted: {
    number: '4242424242424242',
    title: 'Paiement accepté',
    explanation: 'Le paiement réussit tout de suite.',
    outcome: { kind: 'paid' },
  },
  declined: {
    number: '4000000000000002',
    title: 'Carte refusée',
    explanation: 'La banque refuse sans dire pourquoi.',
    outcome: { kind: 'declined', code: 'card_declined', declineCode: 'generic_decline' },
  },
  insufficientFunds: {
    number: '4000000000009995',
    title: 'Provision insuffisante',
    explanation: 'La banque refuse : il n’y a pas assez d’argent sur le compte.',
    outcome: { kind: 'declined', code: 'card_declined', declineCode: 'insufficient_funds' },
  },
  expired: {
    number: '4000000000000069',
    title: 'Carte expirée',
    explanation: 'La banque refuse : la carte a expiré.',
    outcome: { kind: 'declined', code: 'expired_card' },
  },
  slowSuccess: {
    number: '4000000000006009',
    title: 'Paiement long, puis accepté',
    explanation: 'Le paiement est « en cours » quelques secondes, puis réussit.',
    outcome: { kind: 'processing', ends: 'succeeded' },
  },
  slowFailure: {
    number: '4000000000006017',
    title: 'Paiement long, puis refusé',
    explanation: 'Le paiement est « en cours » quelques secondes, puis échoue.',
    outcome: { kind: 'processing', ends: 'failed' },
  },
  disputed: {
    number: '4000000000000259',
    title: 'Payé, puis contesté',
    explanation: 'Le paiement réussit ; quelques secondes plus tard le porteur de la carte le conteste.',
    outcome: { kind: 'paid', later: 'dispute' },
  },
  refundFails: {
    number: '4000000000005126',
    title: 'Payé, remboursement impossible',
    explanation: 'Le paiement réussit ; un remboursement échoue quelques secondes après avoir été demandé.',
    outcome: { kind: 'paid', refunds: 'fail' },
  },
  refundWaits: {
    number: '4000000000007726',
    title: 'Payé, remboursement lent',
    explanation: 'Le paiement réussit ; un remboursement attend quelques secondes avant d’aboutir.',
    outcome: { kind: 'paid', refunds: 'wait' },
  },
} as const satisfies Record<string, TestCard>;

/** The outcome of a card number as typed (spaces and dashes allowed); any other number is refused, as Stripe does in test mode. */
export function outcomeOfCard(typed: string): { number: string; outcome: CardOutcome } {
  const number = typed.replace(/[\s-]/g, '');
  const card = Object.values<TestCard>(testCards).find((one) => one.number === number);
  return { number, outcome: card?.outcome ?? { kind: 'declined', code: 'incorrect_number' } };
}
