import { queries } from '../../db/database.ts';
import { eraseUnusedAttachments } from '../../db/documents/attachments.ts';
import {
  markHanded,
  streamsUnderWay,
  type WaitingStream,
  waitingStreams,
} from '../../db/notices/hand-out.ts';
import { planNotices } from '../../db/notices/plan-notices.ts';
import { keepLooking, lookEveryMs } from '../keep-looking.ts';
import type { NoticeDependencies } from './dependencies.ts';
import { type AtOnce, sendAtOnce } from './send-next.ts';

const eventsAtOnce = 200;

type Carried = Pick<NoticeDependencies, 'db' | 'startStream'> & {
  /** Tries to send what waits first in a stream. */
  sendAtOnce(stream: string): Promise<AtOnce>;
};

/**
 * One look at what is new: plans notices for the events and sends those that wait longest, as many as may leave until the next
 * look. A stream whose mail cannot leave now is handed to its workflow, which has the patience; while many have one, they have
 * the quota too and everything is handed over.
 */
export async function carryOnce(deps: Carried, mostStreams: number): Promise<void> {
  while ((await planNotices(deps.db.em.fork(), eventsAtOnce)) === eventsAtOnce);
  const open = queries(deps.db.em.fork());
  const waiting = await waitingStreams(open, mostStreams);
  const isQuiet = waiting.length > 0 && (await streamsUnderWay(open, mostStreams)) < mostStreams;
  for (const stream of await handedOver(deps, waiting, isQuiet)) {
    // In this order: a stream that is started twice sends nothing twice, one that is marked and not started sends nothing.
    await deps.startStream(stream);
    await markHanded(open, stream.stream);
  }
}

/** Sends at once what may be; returns the streams that need a workflow. */
async function handedOver(
  deps: Carried,
  waiting: readonly WaitingStream[],
  isQuiet: boolean,
): Promise<WaitingStream[]> {
  const outcomes = await Promise.all(
    waiting.map(async ({ stream, isUnderWay }) =>
      isQuiet && !isUnderWay ? await deps.sendAtOnce(stream) : 'needs_workflow',
    ),
  );
  return waiting.filter((_, index) => outcomes[index] === 'needs_workflow');
}

/** Looks again and again until told to end, no faster than mails may leave; erases before that what waited a day in vain. */
export async function carryNotices(deps: NoticeDependencies): Promise<void> {
  await eraseUnusedAttachments(deps.db.em.fork());
  const mostStreams = Math.max(1, Math.ceil((deps.perSecond * lookEveryMs) / 1000));
  const carried: Carried = { ...deps, sendAtOnce: (stream) => sendAtOnce(deps, stream, Date.now()) };
  await keepLooking(
    () => deps.isStopping(),
    () => carryOnce(carried, mostStreams),
  );
}
