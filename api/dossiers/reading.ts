import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';

/**
 * A dossier as its row says, and the instant for which that is known. `workflow`: its workflow knows no more, or it needs none any
 * longer; `projection`: nobody confirmed it, and what was sent lately may be missing.
 */
export interface Reading {
  dossier: Dossier;
  source: 'workflow' | 'projection';
  asOf: Instant;
}
