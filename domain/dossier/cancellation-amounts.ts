import { cents } from '../money.ts';
import type { CancellationAmounts, Consequences, Dossier } from './dossier.ts';
import { heldCents } from './refunds-by-hand.ts';

/** Puts the consequences of a cancellation into amounts; all zero where nothing was agreed. */
export function cancellationAmounts(
  dossier: Pick<Dossier, 'agreement' | 'payment'>,
  { rights, remainder }: Pick<Consequences, 'rights' | 'remainder'>,
): CancellationAmounts {
  const nothing = cents(0);
  const rightsCents = dossier.agreement?.rightsCents ?? nothing;
  const remainderCents = heldCents(dossier);
  return {
    rightsBackCents: rights === 'given_back' ? rightsCents : nothing,
    rightsConsumedCents: rights === 'consumed' ? rightsCents : nothing,
    remainderRefundedCents: remainder === 'refunded' ? remainderCents : nothing,
    remainderKeptCents: remainder === 'kept' ? remainderCents : nothing,
  };
}

/** Tells whether two cancellations do the same with every cent. */
export function sameCancellation(a: CancellationAmounts, b: CancellationAmounts): boolean {
  return (
    a.rightsBackCents === b.rightsBackCents &&
    a.rightsConsumedCents === b.rightsConsumedCents &&
    a.remainderRefundedCents === b.remainderRefundedCents &&
    a.remainderKeptCents === b.remainderKeptCents
  );
}
