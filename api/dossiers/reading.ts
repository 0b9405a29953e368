import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';

/** A dossier, where it was read, and the instant for which that is known. */
export interface Reading {
  dossier: Dossier;
  source: 'workflow' | 'projection';
  asOf: Instant;
}
