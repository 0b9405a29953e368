import { setTimeout as sleep } from 'node:timers/promises';
import { queries } from '../../db/database.ts';
import { eraseUnusedAttachments } from '../../db/documents/attachments.ts';
import { markHanded, waitingStreams } from '../../db/notices/hand-out.ts';
import { planNotices } from '../../db/notices/plan-notices.ts';
import type { NoticeDependencies } from './dependencies.ts';

/** Asked this often, an empty index costs nothing; `NOTIFY` would make every recording wait for a lock at its commit. */
const pauseMs = 500;
const eventsAtOnce = 200;

/** One look at what is new: plans notices for the events and hands waiting streams to their workflows. */
export async function carryOnce(
  deps: Pick<NoticeDependencies, 'db' | 'startStream'>,
  mostStreams: number,
): Promise<void> {
  while ((await planNotices(deps.db.em.fork(), eventsAtOnce)) === eventsAtOnce);
  const open = queries(deps.db.em.fork());
  for (const waiting of await waitingStreams(open, mostStreams)) {
    // In this order: a stream that is started twice sends nothing twice, one that is marked and not started sends nothing.
    await deps.startStream(waiting);
    await markHanded(open, waiting.stream);
  }
}

/** Looks again and again until told to end, no faster than mails may leave; erases before that what waited a day in vain. */
export async function carryNotices(
  deps: NoticeDependencies,
  { untilMs, heartbeat }: { untilMs: number; heartbeat: () => void },
): Promise<void> {
  await eraseUnusedAttachments(deps.db.em.fork());
  const mostStreams = Math.max(1, Math.ceil((deps.perSecond * pauseMs) / 1000));
  while (!deps.isStopping() && Date.now() < untilMs) {
    heartbeat();
    await carryOnce(deps, mostStreams);
    await sleep(pauseMs);
  }
}
