import { traineeForceMajeure } from '../../../domain/dossier/cancellation-reasons.ts';
import type { Instant } from '../../../domain/calendar/paris-time.ts';
import type { Dossier } from '../../../domain/dossier/dossier.ts';
import type { CancellationCost } from '../../dossiers/cancellation-cost.ts';
import type { PageContext } from '../context.ts';
import type { Texts } from '../texts/index.ts';

/** The page that tells what cancelling costs before it asks whether to. */
export interface CancellationView {
  t: Texts['cancellation'];
  path: string;
  number: string;
  title: string;
  allowed: boolean;
  rule: string | null;
  consequences: string;
  isCostly: boolean;
  atStake: { name: string; value: string }[];
  /** Until when this holds if nothing but time passes. */
  holds: string | null;
  withProof: string | null;
  /** What was shown, for the form to send back: in cents. */
  expected: { name: string; value: number }[];
  reasons: { key: string; label: string; isChosen: boolean }[] | null;
  formFields: string;
  /** HTML of the form that gives a proof; null where none is taken. */
  proofForm: string | null;
  /** HTML of the proofs that were given. */
  proofs: string;
  proofTexts: Texts['proofs'];
}

/** What stands on the page beside the consequences. */
interface Beside extends Pick<CancellationView, 'formFields' | 'proofForm' | 'proofs'> {
  /** When the consequences were told. */
  at: Instant;
}

/** Builds the view of the cancellation page. */
export function cancellationView(
  context: PageContext,
  dossier: Dossier,
  cost: CancellationCost,
  { at, ...beside }: Beside,
): CancellationView {
  const { cancellation: t, dossier: dossierTexts } = context.texts;
  const { consequences, rightsCents, remainderCents } = cost;
  const sums = [
    { name: t.rights, cents: rightsCents },
    { name: t.remainder, cents: remainderCents },
  ];
  return {
    t,
    path: `/dossiers/${dossier.number}`,
    number: dossierTexts.number(dossier.number),
    title: dossier.training.title,
    allowed: cost.allowed,
    rule: consequences === null ? null : context.wording.cancellationRule(dossier, consequences, at),
    holds: cost.holdsUntil === null ? null : t.holds(context.dates.dateTime(cost.holdsUntil)),
    withProof:
      cost.withProof === null ? null : t.withProof(context.wording.consequences(cost.withProof.consequences)),
    expected: Object.entries<number>({ ...cost.amounts }).map(([name, value]) => ({ name, value })),
    consequences: context.wording.consequences(consequences) || t.nothing,
    isCostly: consequences?.rule === 'late',
    atStake: sums
      .filter(({ cents }) => cents > 0)
      .map(({ name, cents }) => ({ name, value: context.euros(cents) })),
    // Before anything was agreed nobody needs a reason.
    reasons:
      dossier.validatedAt === null
        ? null
        : traineeForceMajeure.map((key) => ({
            key,
            label: context.wording.cancellationReasons[key],
            isChosen: key === cost.reason,
          })),
    proofTexts: context.texts.proofs,
    ...beside,
  };
}
