import { readAccount } from '../../db/accounts/account.ts';
import { verifyPassword } from '../../db/people/passwords.ts';
import type { TraineeCaller } from '../http/caller.ts';
import { networkOf } from '../http/network.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';
import { rotated } from '../security/session-life.ts';

/** Takes the password once more, for what answers `fresh_proof_required`; the session gets a new id. Throws as `provePassword`. */
export async function proveAnew(exchange: Exchange<TraineeCaller>, password: string): Promise<void> {
  await provePassword(exchange, password);
  await rotated(exchange.req, { provenAt: exchange.services.clock.now() });
}

/**
 * Makes sure that whoever is logged in knows the password, before what makes an account somebody else's. Throws
 * `password_wrong`; too many wrong ones wait like wrong logins, on a count of this very session's own.
 */
export async function provePassword(exchange: Exchange<TraineeCaller>, password: string): Promise<void> {
  const { services, em, caller, req } = exchange;
  const account = await readAccount(em, services.vault, caller.id);
  if (account === null) throw new Problem('authentication_required');
  const network = networkOf(req);
  const attempt = { network, nirIndex: account.nirIndex, device: `session:${req.session.publicId ?? ''}` };
  await services.loginGate.admit(em, attempt);
  const isRight = await services.passwordQueue.run(network, () =>
    verifyPassword(account.passwordHash, password),
  );
  if (!isRight) throw new Problem('password_wrong');
  await services.loginGate.forgive(em, attempt);
}
