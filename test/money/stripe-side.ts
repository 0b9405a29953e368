import type { Stage } from './stage.ts';

/** A payment of a dossier as Stripe has it; amounts in cents. */
export interface TakenPayment {
  paymentId: string;
  amountCents: number;
  givenBackCents: number;
  /** When the trainee paid, whenever the bank decided; epoch milliseconds, in whole seconds. */
  paidAt: number;
  isDisputed: boolean;
  /** Made by hand: see `stray-payment.ts`. */
  isStray: boolean;
}

/** What Stripe has of a dossier: each payment that a card was charged for, refunds, and the pages. */
export function stripeSide({ server }: Pick<Stage, 'server'>, number: string) {
  const { charges, intents, refunds, sessions } = server.control.state();
  const taken = Object.values(charges).flatMap(({ charge }): TakenPayment[] => {
    const { payment_intent: paymentId, amount, amount_refunded, paid, disputed, created } = charge;
    const metadata = typeof paymentId === 'string' ? intents[paymentId]?.metadata : undefined;
    if (typeof paymentId !== 'string' || !paid || metadata?.['dossier'] !== number) return [];
    const isStray = metadata['stray'] !== undefined;
    return [
      {
        paymentId,
        amountCents: amount,
        givenBackCents: amount_refunded,
        paidAt: created * 1_000,
        isDisputed: disputed,
        isStray,
      },
    ];
  });
  const pages = Object.values(sessions).filter(({ session }) => session.metadata?.['dossier'] === number);
  return {
    taken,
    pages: pages.length,
    refunds: Object.values(refunds).filter(({ metadata }) => metadata?.['dossier'] === number),
    // One made by hand is never paid later than it is made.
    openPages: pages.filter(({ session }) => session.status === 'open').length,
  };
}
