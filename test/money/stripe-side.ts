import type { MoneyWorld } from './money-world.ts';

/** A payment of a dossier as Stripe has it; amounts in cents. */
export interface TakenPayment {
  paymentId: string;
  amountCents: number;
  givenBackCents: number;
  isDisputed: boolean;
  /** Made by hand: see `stray-payment.ts`. */
  isStray: boolean;
}

/** What Stripe has of a dossier: each payment that a card was charged for, refunds, and the pages. */
export function stripeSide({ server }: MoneyWorld, number: string) {
  const { charges, intents, refunds, sessions } = server.control.state();
  const taken = Object.values(charges).flatMap(({ charge }): TakenPayment[] => {
    const { payment_intent: paymentId, amount, amount_refunded, paid, disputed } = charge;
    const metadata = typeof paymentId === 'string' ? intents[paymentId]?.metadata : undefined;
    if (typeof paymentId !== 'string' || !paid || metadata?.['dossier'] !== number) return [];
    const isStray = metadata['stray'] !== undefined;
    return [
      { paymentId, amountCents: amount, givenBackCents: amount_refunded, isDisputed: disputed, isStray },
    ];
  });
  const pages = Object.values(sessions).filter(({ session }) => session.metadata?.['dossier'] === number);
  return {
    taken,
    pages: pages.length,
    refunds: Object.values(refunds).filter(({ metadata }) => metadata?.['dossier'] === number),
    openPages: pages.filter(({ session }) => session.status === 'open').length,
  };
}
