import type { Cents } from '../../money.ts';
import type { Dossier } from '../dossier.ts';

/** A movement of the trainee's rights that goes with a transition. */
export interface LedgerStep {
  /** `restore`: what was consumed is held again, while a contested end is looked at. */
  kind: 'reserve' | 'release' | 'consume' | 'restore';
  cents: Cents;
}

/** What a message changes in a dossier beside its state, version and deadline. */
export interface Effect {
  change: Partial<Dossier>;
  ledger?: LedgerStep | null;
}
