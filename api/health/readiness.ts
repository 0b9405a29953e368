import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import type { Services } from '../services.ts';

const limitMs = 2_000;

/** What the API cannot do without. */
export type NeededService = 'postgres' | 'temporal';

/** Asks Postgres and Temporal for a sign of life, each within two seconds; names those that give none. */
export async function silentServices(services: Services): Promise<NeededService[]> {
  const [postgres, temporal] = await Promise.all([
    answers(() => sql`select 1`.execute(queries(services.db.em.fork()))),
    answers(() => pingTemporal(services)),
  ]);
  const down: NeededService[] = [];
  if (!postgres) down.push('postgres');
  if (!temporal) down.push('temporal');
  return down;
}

async function pingTemporal({ temporal }: Services): Promise<unknown> {
  return await temporal.withDeadline(Date.now() + limitMs, () => temporal.workflowService.getSystemInfo({}));
}

async function answers(ask: () => Promise<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), limitMs);
  });
  try {
    return await Promise.race([ask().then(() => true), limit]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
