import { type Cents, cents, signedCents } from '../money.ts';
import { policyOf } from '../policy/versions.ts';
import { type Account, amountsFor } from './amounts.ts';
import type { Dossier } from './dossier.ts';

/** An amount before and after a proposal, and what lies between; in cents. */
export interface Compared {
  beforeCents: Cents;
  afterCents: Cents;
  /** Negative when it is less. */
  differenceCents: Cents;
}

/** What a proposal does to the price, and for the trainee to rights and card. */
export interface PriceChange extends Compared {
  rights: Compared | null;
  card: Compared | null;
}

/** The price that was asked for and the one that is proposed; null when a proposal leaves it as it was. */
export function proposedPrice({ proposal }: Pick<Dossier, 'proposal'>): Compared | null {
  const change = proposal?.changes.find(({ field }) => field === 'priceCents');
  if (change === undefined) return null;
  return compared(cents(Number(change.before ?? 0)), cents(Number(change.after ?? 0)));
}

/** The same with what it does to rights and card, by the trainee's means (what was agreed, once it is). */
export function priceChange(dossier: Dossier, account: Account | null): PriceChange | null {
  const price = proposedPrice(dossier);
  if (price === null) return null;
  if (account === null) return { ...price, rights: null, card: null };
  const policy = policyOf(dossier.policyVersion);
  // What was agreed is held already: before it, the balance was more by that.
  const held = dossier.agreement?.rightsCents ?? 0;
  const means = { ...account, balanceCents: cents(account.balanceCents + held) };
  const before = amountsFor(price.beforeCents, means, policy);
  const after = dossier.agreement ?? amountsFor(price.afterCents, means, policy);
  return {
    ...price,
    rights: compared(before.rightsCents, after.rightsCents),
    card: compared(before.remainderCents, after.remainderCents),
  };
}

/** Whether a price needs to be confirmed by whoever proposes it: more than was asked for, or nothing at all. */
export function needsConfirmation({
  beforeCents,
  afterCents,
}: Pick<Compared, 'beforeCents' | 'afterCents'>): boolean {
  return afterCents > beforeCents || (afterCents === 0 && beforeCents > 0);
}

function compared(beforeCents: Cents, afterCents: Cents): Compared {
  return { beforeCents, afterCents, differenceCents: signedCents(afterCents - beforeCents) };
}
