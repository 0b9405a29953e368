import type { Instant } from '../calendar/paris-time.ts';
import type { Cents } from '../money.ts';
import { policyOf } from '../policy/versions.ts';
import { type Account, amountsFor } from './amounts.ts';
import { cancellationAmounts } from './cancellation-amounts.ts';
import { openContest } from './contest.ts';
import { disputesOf, isTakenBack } from './disputes.ts';
import type { Dossier } from './dossier.ts';
import { heldCents } from './refunds-by-hand.ts';
import { isFinished } from './states.ts';

/** What an amount is, by the state of the dossier: never what it was or will be. */
export const amountKinds = [
  'price',
  'rights_estimated',
  'card_estimated',
  'rights_reserved',
  'rights_consumed',
  'rights_given_back',
  'card_due',
  'card_processing',
  'card_paid',
  'card_kept',
  'card_refund_asked',
  'card_refunded',
  'card_taken_back',
] as const;

/** One of {@link amountKinds}. */
export type AmountKind = (typeof amountKinds)[number];

/** A dossier, whosever it is. */
type Priced = Omit<Dossier, 'traineeId'>;

/** One line of a dossier's amounts. */
export interface AmountLine {
  kind: AmountKind;
  cents: Cents;
  /** When it came to be so, where that is known: the payment, the refund. */
  at: Instant | null;
}

/**
 * The amounts of a dossier as they are now: estimated, reserved, paid on, given back, kept (docs/rules.md, "Telling people"). The one
 * list: page, PDF, mails and API show these lines. Empty while no session gives a price.
 * @param account the trainee's means, for an estimate; without it nothing is estimated
 */
export function amountLines(dossier: Priced, account: Account | null): AmountLine[] {
  const { session, agreement } = dossier;
  const priceCents = agreement?.priceCents ?? session?.priceCents;
  if (priceCents === undefined) return [];
  const price: AmountLine = { kind: 'price', cents: priceCents, at: null };
  if (agreement === null) return [price, ...estimated(dossier, account)];
  return [price, ...rightsOf(dossier), ...cardOf(dossier)].filter(
    ({ kind, cents }) => kind === 'price' || cents > 0,
  );
}

/** What a request would take; nothing once it is over. */
function estimated({ session, state, policyVersion }: Priced, account: Account | null): AmountLine[] {
  if (session === null || account === null || isFinished(state)) return [];
  const { rightsCents, remainderCents } = amountsFor(session.priceCents, account, policyOf(policyVersion));
  return [
    { kind: 'rights_estimated', cents: rightsCents, at: null },
    { kind: 'card_estimated', cents: remainderCents, at: null },
  ];
}

function rightsOf(dossier: Priced): AmountLine[] {
  const { agreement, state, closure } = dossier;
  if (agreement === null) return [];
  const line = (kind: AmountKind): AmountLine[] => [{ kind, cents: agreement.rightsCents, at: null }];
  if (!isFinished(state)) return line('rights_reserved');
  if (state === 'completed')
    return line(openContest(dossier) === null ? 'rights_consumed' : 'rights_reserved');
  return line(closure?.consequences?.rights === 'consumed' ? 'rights_consumed' : 'rights_given_back');
}

function cardOf(dossier: Priced): AmountLine[] {
  const { agreement, payment, state } = dossier;
  if (agreement === null || payment === null) return [];
  const { remainderCents: cents } = agreement;
  if (payment.status !== 'paid') {
    // Nothing was taken, and nothing is due any more.
    if (isFinished(state)) return [];
    return [{ kind: payment.status === 'processing' ? 'card_processing' : 'card_due', cents, at: null }];
  }
  const paid: AmountLine = { kind: 'card_paid', cents, at: payment.paidAt };
  return [paid, ...takenBack(dossier), ...refunded(dossier), ...kept(dossier)];
}

/** What the bank took back after a dispute that was lost. */
function takenBack({ payment, agreement }: Priced): AmountLine[] {
  if (agreement === null || !isTakenBack(payment)) return [];
  const at = disputesOf(payment).find(({ closed }) => closed?.outcome === 'lost')?.closed?.at ?? null;
  return [{ kind: 'card_taken_back', cents: agreement.remainderCents, at }];
}

/** What goes back of the payment that was kept; other payments stand among the refunds alone. */
function refunded({ payment }: Priced): AmountLine[] {
  return (payment?.refunds ?? [])
    .filter(({ reason }) => reason === 'cancellation' || reason === 'by_hand')
    .filter(({ progress }) => progress?.status !== 'failed' || progress.byHand !== true)
    .map(({ amountCents: cents, progress }) =>
      progress?.status === 'done'
        ? { kind: 'card_refunded' as const, cents, at: progress.at }
        : { kind: 'card_refund_asked' as const, cents, at: null },
    );
}

/** What the organisation keeps of a payment once the dossier is over. */
function kept(dossier: Priced): AmountLine[] {
  const { state, closure } = dossier;
  if (state === 'completed') return [{ kind: 'card_kept', cents: heldCents(dossier), at: null }];
  if (closure?.consequences == null) return [];
  const { remainderKeptCents: cents } = cancellationAmounts(dossier, closure.consequences);
  return [{ kind: 'card_kept', cents, at: null }];
}
