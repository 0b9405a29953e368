import type { Language } from '../language.ts';
import { type CancellationReason, cancellationReasonLabels } from './cancellation-reasons.ts';
import { consequencesOf } from './closure-description.ts';
import { describeDossier } from './description.ts';
import type { Consequences, Dossier } from './dossier.ts';
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
}

/** The same sentences in each language, for pages and mails. */
export const dossierWording: Readonly<Record<Language, DossierWording>> = {
  fr: {
    labels: stateLabels,
    cancellationReasons: cancellationReasonLabels,
    describe: describeDossier,
    consequences: consequencesOf,
  },
  en: {
    labels: englishStateLabels,
    cancellationReasons: englishCancellationReasons,
    describe: describeDossierInEnglish,
    consequences: consequencesInEnglish,
  },
};
