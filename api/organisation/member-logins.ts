import { endSessionOfMember, sessionsOfMember } from '../../db/organisation/member-sessions.ts';
import type { MemberCaller } from '../http/caller.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';
import { absoluteMs, idleMs } from '../security/session-life.ts';

/** The sessions of the member who is logged in. */
export async function memberLogins({ services, em, caller, req }: Exchange<MemberCaller>) {
  const startedAfter = services.clock.now() - absoluteMs;
  const sessions = await sessionsOfMember(em, { memberId: caller.by.id, idleMs, startedAfter });
  return sessions.map(({ id, userAgent, network, startedAt, lastSeenAt }) => ({
    id,
    userAgent,
    network,
    current: id === req.session.publicId,
    startedAt: new Date(startedAt).toISOString(),
    lastSeenAt: new Date(Math.max(startedAt, lastSeenAt)).toISOString(),
  }));
}

/** Ends one of them, this one included. Throws `login_session_not_found`. */
export async function endMemberLogin(
  { em, caller }: Exchange<MemberCaller>,
  publicId: string,
): Promise<void> {
  const isEnded = await endSessionOfMember(em, { memberId: caller.by.id, publicId });
  if (!isEnded) throw new Problem('login_session_not_found');
}
