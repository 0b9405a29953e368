import { endSession, sessionsOf } from '../../db/accounts/http-sessions.ts';
import type { MemberCaller } from '../http/caller.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';
import { absoluteMs, idleMs } from '../security/session-life.ts';

/** The sessions of the member who is logged in. */
export async function memberLogins({ services, em, caller, req }: Exchange<MemberCaller>) {
  const startedAfter = services.clock.now() - absoluteMs;
  const sessions = await sessionsOf(
    em,
    { memberId: caller.by.id },
    { sid: req.sessionID, idleMs, startedAfter },
  );
  return sessions.map(({ id, userAgent, network, current, startedAt, lastSeenAt }) => ({
    id,
    userAgent,
    network,
    current,
    startedAt: new Date(startedAt).toISOString(),
    lastSeenAt: new Date(Math.max(startedAt, lastSeenAt)).toISOString(),
  }));
}

/**
 * Ends one of them, this one included. Throws `login_session_not_found`.
 * @returns whether it was this one
 */
export async function endMemberLogin(
  { em, caller, req }: Exchange<MemberCaller>,
  listedId: string,
): Promise<boolean> {
  const sid = await endSession(em, { memberId: caller.by.id }, listedId);
  if (sid === null) throw new Problem('login_session_not_found');
  return sid === req.sessionID;
}
