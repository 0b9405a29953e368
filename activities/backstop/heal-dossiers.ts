import { type Database, queries } from '../../db/database.ts';
import { nudgeSignal } from '../../workflows/dossier/contract.ts';
import { refundDueAt } from '../../domain/dossier/clock.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { SignalDossier } from '../signal-dossier.ts';
import { type Disagreement, disagreements, type RunningDossier } from './disagreements.ts';

/** What healing needs from outside. */
export interface BackstopDependencies {
  db: Database;
  signalDossier: SignalDossier;
  /** The dossiers' workflows that run, as Temporal lists them. */
  runningDossiers: () => AsyncIterable<RunningDossier>;
  /** Says that the activity that runs has got on. */
  heartbeat: () => void;
}

/** How many dossiers were nudged, by what was wrong. */
export type Healed = Partial<Record<Disagreement, number>>;

/** Activities of the backstop. */
export interface BackstopActivities {
  /** Has the workflow of each dossier that disagrees with its row look at it again, started if it does not run. */
  healDossiers(request: { quietMs: number }): Promise<Healed>;
}

/** Builds them with their dependencies. */
export function createBackstopActivities(dependencies: BackstopDependencies): BackstopActivities {
  const { db, signalDossier, runningDossiers, heartbeat } = dependencies;
  return {
    healDossiers: async ({ quietMs }) => {
      const healed: Healed = {};
      for await (const { dossier, why } of disagreements(queries(db.em.fork()), runningDossiers(), quietMs)) {
        if (why === 'refund_not_made' && !isTimeToAskAgain(dossier)) continue;
        await signalDossier(dossier, nudgeSignal, []);
        healed[why] = (healed[why] ?? 0) + 1;
        heartbeat();
      }
      return healed;
    },
  };
}

/**
 * The workflow may be at it for hours already, while the payment service is away: a nudge then changes nothing and costs events.
 * A few are sent once the refund is due, and a few each hour.
 */
function isTimeToAskAgain(dossier: Dossier): boolean {
  const minutes = Math.floor((Date.now() - Date.parse(refundDueAt(dossier) ?? '')) / 60_000);
  return minutes % 60 < nudgesAnHour;
}

// The backstop looks once a minute.
const nudgesAnHour = 5;
