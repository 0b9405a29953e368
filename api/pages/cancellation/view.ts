import { traineeForceMajeure } from '../../../domain/dossier/cancellation-reasons.ts';
import type { CancellationAmounts } from '../../../domain/dossier/dossier.ts';
import type { Instant } from '../../../domain/calendar/paris-time.ts';
import type { Dossier } from '../../../domain/dossier/dossier.ts';
import type { CancellationCost } from '../../dossiers/cancellation-cost.ts';
import type { PageContext } from '../context.ts';
import type { Texts } from '../texts/index.ts';

/** Where the way to a cancellation is: why, its proof, what it costs and the confirmation; or that there is none. */
type Step = 'impossible' | 'reason' | 'proof' | 'confirm';

/** The pages that tell what cancelling costs before they ask whether to. */
export interface CancellationView {
  t: Texts['cancellation'];
  path: string;
  number: string;
  title: string;
  step: Step;
  /** Which of the steps this is; null where there is one alone. */
  progress: string | null;
  /** Whether there was a choice of reasons before. */
  isGuided: boolean;
  notAllowed: string;
  rule: string | null;
  consequences: string;
  isCostly: boolean;
  /** What becomes of every cent, and with a proof. */
  outcome: { name: string; value: string }[];
  outcomeWithProof: { name: string; value: string }[];
  /** Until when this holds if nothing but time passes. */
  holds: string | null;
  /** What was shown, for the form to send back: in cents. */
  expected: { name: string; value: number }[];
  reasons: { key: string; label: string; isChosen: boolean }[];
  /** The reason that was chosen, by its key and in words. */
  reasonKey: string | null;
  reasonLine: string | null;
  goesWithoutProof: boolean;
  formFields: string;
  /** HTML of the form that gives a proof; null where none is taken. */
  proofForm: string | null;
  /** HTML of the proofs that were given. */
  proofs: string;
  proofTexts: Texts['proofs'];
}

/** What stands on the page beside the consequences. */
interface Beside extends Pick<CancellationView, 'formFields' | 'proofForm' | 'proofs' | 'goesWithoutProof'> {
  /** When the consequences were told. */
  at: Instant;
  isReasonAsked: boolean;
  /** Whether a proof was just refused. */
  isProofAsked: boolean;
}

/** Builds the view of the step that comes next. */
export function cancellationView(
  context: PageContext,
  dossier: Dossier,
  cost: CancellationCost,
  { at, isReasonAsked, isProofAsked, ...beside }: Beside,
): CancellationView {
  const { cancellation: t, dossier: dossierTexts } = context.texts;
  const { consequences, reason } = cost;
  const step = stepOf(cost, { ...beside, isReasonAsked, isProofAsked });
  const isGuided = cost.withProof !== null || reason !== null;
  const explained = consequences === null ? null : { ...consequences, isProofVerified: cost.proofVerified };
  return {
    t,
    path: `/dossiers/${dossier.number}`,
    number: dossierTexts.number(dossier.number),
    title: dossier.training.title,
    step,
    progress: isGuided && step !== 'impossible' ? t.progress(places[step]) : null,
    isGuided,
    notAllowed: cost.isContested ? t.contested : t.notAllowed,
    rule: explained === null ? null : context.wording.cancellationRule(dossier, explained, at),
    holds: cost.holdsUntil === null ? null : t.holds(context.dates.dateTime(cost.holdsUntil)),
    expected: Object.entries<number>({ ...cost.amounts }).map(([name, value]) => ({ name, value })),
    consequences: context.wording.consequences(consequences) || t.nothing,
    isCostly: consequences?.rule === 'late',
    outcome: outcomeOf(context, cost.amounts),
    outcomeWithProof: cost.withProof === null ? [] : outcomeOf(context, cost.withProof.amounts),
    reasons: [
      ...traineeForceMajeure.map((key) => ({
        key,
        label: context.wording.cancellationReasons[key],
        isChosen: key === reason,
      })),
      { key: 'aucun', label: t.noReason, isChosen: false },
    ],
    reasonKey: reason,
    reasonLine: reason === null ? null : t.reason(context.wording.cancellationReasons[reason]),
    proofTexts: context.texts.proofs,
    ...beside,
  };
}

const places = { reason: 1, proof: 2, confirm: 3 } as const;

/** Where a proof changes nothing there is nothing to ask: what it costs comes at once. */
function stepOf(
  { allowed, withProof, reason, proofs }: CancellationCost,
  { isReasonAsked, isProofAsked, goesWithoutProof }: Omit<Beside, 'at'>,
): Step {
  if (!allowed) return 'impossible';
  if (isProofAsked) return 'proof';
  if (withProof === null) return 'confirm';
  if (isReasonAsked) return 'reason';
  return reason !== null && proofs === 0 && !goesWithoutProof ? 'proof' : 'confirm';
}

function outcomeOf(context: PageContext, amounts: CancellationAmounts): { name: string; value: string }[] {
  const { outcome: names } = context.texts.cancellation;
  return (Object.keys(names) as (keyof CancellationAmounts)[])
    .filter((name) => amounts[name] > 0)
    .map((name) => ({ name: names[name], value: context.euros(amounts[name]) }));
}
