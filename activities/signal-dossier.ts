import type { SignalDefinition } from '@temporalio/common';
import type { StartedDossier } from '../workflows/dossier/start.ts';

/** Signals a dossier's workflow, started if it does not run. */
export type SignalDossier = <Args extends unknown[]>(
  dossier: StartedDossier,
  signal: SignalDefinition<Args>,
  args: Args,
) => Promise<void>;
