import { endSessions } from '../../db/accounts/http-sessions.ts';
import { unlinkIdentity } from '../../db/people/identity-links.ts';
import { provePassword } from '../account/prove-password.ts';
import type { TraineeCaller } from '../http/caller.ts';
import { done, type Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';
import { rotated } from '../security/session-life.ts';

/** Ends the link of the caller's account, and their other sessions. Throws `password_wrong`, `too_many_attempts`, `franceconnect_not_linked`. */
export async function unlink(exchange: Exchange<TraineeCaller>, password: string): Promise<Reply> {
  const { em, caller, req } = exchange;
  await provePassword(exchange, password);
  const sessionsFrom = await em.transactional(async (tx) => {
    if (!(await unlinkIdentity(tx, caller.id))) throw new Problem('franceconnect_not_linked');
    return await endSessions(tx, { traineeId: caller.id }, req.sessionID);
  });
  await rotated(req, { sessionsFrom });
  return done;
}
