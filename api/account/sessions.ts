import { endSession, sessionsOf } from '../../db/accounts/http-sessions.ts';
import type { TraineeCaller } from '../http/caller.ts';
import { ok, type Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';
import { absoluteMs, idleMs } from '../security/session-life.ts';

/** The sessions of whoever is logged in. */
export async function listSessions({ services, em, caller, req }: Exchange<TraineeCaller>): Promise<Reply> {
  const startedAfter = services.clock.now() - absoluteMs;
  const sessions = await sessionsOf(
    em,
    { traineeId: caller.id },
    { sid: req.sessionID, idleMs, startedAfter },
  );
  return ok({
    items: sessions.map(({ id, userAgent, network, current, startedAt, lastSeenAt }) => ({
      id,
      userAgent,
      network,
      current,
      startedAt: new Date(startedAt).toISOString(),
      lastSeenAt: new Date(Math.max(startedAt, lastSeenAt)).toISOString(),
    })),
  });
}

/**
 * Ends one of them, this one included. Throws `login_session_not_found`.
 * @returns whether it was this one
 */
export async function endOneSession(
  { em, caller, req }: Exchange<TraineeCaller>,
  listedId: string,
): Promise<boolean> {
  const sid = await endSession(em, { traineeId: caller.id }, listedId);
  if (sid === null) throw new Problem('login_session_not_found');
  return sid === req.sessionID;
}
