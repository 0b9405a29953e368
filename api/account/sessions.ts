import { endSession, sessionsOf } from '../../db/accounts/http-sessions.ts';
import type { TraineeCaller } from '../http/caller.ts';
import { done, ok, type Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';
import { absoluteMs, idleMs } from '../security/session-life.ts';

/** The sessions of whoever is logged in. */
export async function listSessions({ services, em, caller, req }: Exchange<TraineeCaller>): Promise<Reply> {
  const startedAfter = services.clock.now() - absoluteMs;
  const sessions = await sessionsOf(em, { traineeId: caller.id, idleMs, startedAfter });
  return ok({
    items: sessions.map(({ id, userAgent, network, startedAt, lastSeenAt }) => ({
      id,
      userAgent,
      network,
      current: id === req.session.publicId,
      startedAt: new Date(startedAt).toISOString(),
      lastSeenAt: new Date(Math.max(startedAt, lastSeenAt)).toISOString(),
    })),
  });
}

/** Ends one of them, this one included. */
export async function endOneSession(
  { em, caller }: Exchange<TraineeCaller>,
  publicId: string,
): Promise<Reply> {
  const isEnded = await endSession(em, { traineeId: caller.id, publicId });
  if (!isEnded) throw new Problem('login_session_not_found');
  return done;
}
