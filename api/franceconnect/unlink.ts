import { unlinkIdentity } from '../../db/people/identity-links.ts';
import { provePassword } from '../account/prove-password.ts';
import type { TraineeCaller } from '../http/caller.ts';
import { done, type Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';

/** Ends the link of the caller's account. Throws `password_wrong`, `too_many_attempts`, `franceconnect_not_linked`. */
export async function unlink(exchange: Exchange<TraineeCaller>, password: string): Promise<Reply> {
  const { em, caller } = exchange;
  await provePassword(exchange, password);
  if (!(await unlinkIdentity(em, caller.id))) throw new Problem('franceconnect_not_linked');
  return done;
}
