import type { Instant } from '../calendar/paris-time.ts';
import type { Language } from '../language.ts';
import { policyOf } from '../policy/versions.ts';
import { explainCancellation, type Explained } from './cancellation-explanation.ts';
import { type CancellationReason, cancellationReasonLabels } from './cancellation-reasons.ts';
import { consequencesOf } from './closure-description.ts';
import { describeDossier } from './description.ts';
import type { Consequences, Dossier } from './dossier.ts';
import { explainCancellationInEnglish } from './english/cancellation-explanation.ts';
import { consequencesInEnglish } from './english/closure-description.ts';
import { describeDossierInEnglish } from './english/description.ts';
import { englishCancellationReasons, englishStateLabels } from './english/labels.ts';
import { type DossierState, stateLabels } from './states.ts';

/** What is said of a dossier in one language. */
export interface DossierWording {
  readonly labels: Readonly<Record<DossierState, string>>;
  readonly cancellationReasons: Readonly<Record<CancellationReason, string>>;
  /** Where it stands, to its trainee. */
  describe(dossier: Dossier): string;
  /** What a cancellation does to rights and remainder; empty when it does nothing. */
  consequences(consequences: Consequences | null): string;
  /** Which rule decides what a cancellation at an instant costs, with its dates. */
  cancellationRule(dossier: Dossier, consequences: Explained, at: Instant): string;
}

/** The same sentences in each language, for pages and mails. */
export const dossierWording: Readonly<Record<Language, DossierWording>> = {
  fr: {
    labels: stateLabels,
    cancellationReasons: cancellationReasonLabels,
    describe: describeDossier,
    consequences: consequencesOf,
    cancellationRule: (dossier, consequences, at) =>
      explainCancellation(dossier, policyOf(dossier.policyVersion), consequences, at),
  },
  en: {
    labels: englishStateLabels,
    cancellationReasons: englishCancellationReasons,
    describe: describeDossierInEnglish,
    consequences: consequencesInEnglish,
    cancellationRule: (dossier, consequences, at) =>
      explainCancellationInEnglish(dossier, policyOf(dossier.policyVersion), consequences, at),
  },
};
