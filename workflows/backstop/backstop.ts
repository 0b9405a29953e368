import { proxyActivities } from '@temporalio/workflow';
import type { BackstopActivities, Healed } from '../../activities/backstop/heal-dossiers.ts';
import type { BackstopInput } from './contract.ts';

const { healDossiers } = proxyActivities<BackstopActivities>({
  summary: 'compare les dossiers et leurs workflows',
  startToCloseTimeout: '5 minutes',
  retry: { initialInterval: '5 seconds', maximumAttempts: 3 },
});

/**
 * Heals what got lost between Postgres and Temporal: a lost update, a workflow that was ended by hand, a Temporal restored from an
 * older backup. Started by a schedule each minute; running twice does nothing twice.
 */
export async function backstop({ quietMs }: BackstopInput): Promise<Healed> {
  return await healDossiers({ quietMs });
}
