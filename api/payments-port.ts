import type { DossierNumber } from '../domain/dossier/number.ts';

/** What the API asks of a payment service. */
export interface PaymentsPort {
  /** Opens the card payment of a dossier's current attempt, or finds the one that is open, and says where to pay. */
  openCheckout(number: DossierNumber): Promise<{ checkoutUrl: string }>;
}
