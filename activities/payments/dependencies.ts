import type { Stripe } from 'stripe';
import type { Database } from '../../db/database.ts';
import type { SignalDossier } from '../signal-dossier.ts';
import { PaymentServiceError } from './errors.ts';

/** What the payment activities need from outside. */
export interface PaymentDependencies {
  db: Database;
  /** Null while no payment service is configured: what needs one fails, and is tried again. */
  stripe: Stripe | null;
  /** The address that people's browsers use (`PUBLIC_URL`). */
  publicUrl: string;
  signalDossier: SignalDossier;
  /** Says that the activity that runs has got on. */
  heartbeat: () => void;
}

/** The client. Throws a `PaymentServiceError` while there is none. */
export function clientOf({ stripe }: PaymentDependencies): Stripe {
  if (stripe === null) throw new PaymentServiceError('no payment service is configured (STRIPE_SECRET_KEY)');
  return stripe;
}
