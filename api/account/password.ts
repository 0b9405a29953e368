import type { EntityManager } from '@mikro-orm/postgresql';
import { readAccount, setPassword } from '../../db/accounts/account.ts';
import { eraseAccountRequest, eraseLinks } from '../../db/accounts/account-requests.ts';
import { endSessions } from '../../db/accounts/http-sessions.ts';
import { forgiveLogin } from '../../db/accounts/login-guards.ts';
import { hashPassword } from '../../db/people/passwords.ts';
import { parseNir } from '../../domain/identity/nir.ts';
import type { TraineeCaller } from '../http/caller.ts';
import { networkOf } from '../http/network.ts';
import { done, type Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { FieldCheck } from '../problems/fields.ts';
import { Problem } from '../problems/problem.ts';
import { checkPassword, refuseSamePassword } from '../registrations/check-password.ts';
import { rememberDevice } from '../security/device.ts';
import { accountKey } from '../security/login-gate.ts';
import { rotated } from '../security/session-life.ts';
import { askForMail } from './ask-for-mail.ts';
import { provePassword } from './prove-password.ts';
import { requestByLink } from './request-by-link.ts';

/** Asks for a link to a new password. The answer is the same whoever has, or has not, an account. */
export async function forgetPassword(exchange: Exchange, typed: { nir: string }): Promise<Reply> {
  const { services, em, req } = exchange;
  await services.rateLimits.count('passwordResets', networkOf(req));
  const fields = new FieldCheck();
  const nir = fields.read('nir', () => parseNir(typed.nir));
  fields.end();
  if (nir === null) throw new TypeError('A refused field was not noted');
  const nirIndex = services.vault.indexOf(nir);
  await services.rateLimits.count('passwordResetsOfAccount', nirIndex.toString('hex'));
  await askForMail(exchange, em, { kind: 'password_reset', nirIndexes: services.vault.indexesOf(nir) });
  return { status: 202, json: {} };
}

/** Takes a new password by a link: once. Ends every session, and every other link. */
export async function resetPassword(
  exchange: Exchange,
  { token, password }: { token: string; password: string },
): Promise<Reply> {
  const { services, em, res } = exchange;
  const { id, traineeId } = await requestByLink(exchange, 'password_reset', token);
  const { nirIndex, passwordHash } = await newPassword(exchange, traineeId, password);
  await em.transactional(async (tx) => {
    if (!(await eraseAccountRequest(tx, id))) throw new Problem('link_invalid');
    await replace(exchange, tx, { traineeId, passwordHash });
    await forgiveLogin(tx, { forgotten: accountKey(nirIndex), forgiven: null });
  });
  // Whoever reads the owner's mails has shown more than a password: strangers must not lock this device out.
  rememberDevice(res, services, nirIndex);
  return done;
}

/** Changes the password of whoever is logged in and knows the old one. Ends every other session. */
export async function changePassword(
  exchange: Exchange<TraineeCaller>,
  { currentPassword, password }: { currentPassword: string; password: string },
): Promise<Reply> {
  const { em, caller, req } = exchange;
  await provePassword(exchange, currentPassword);
  const { passwordHash } = await newPassword(exchange, caller.id, password);
  const sessionsFrom = await em.transactional((tx) =>
    replace(exchange, tx, { traineeId: caller.id, passwordHash, kept: req.sessionID }),
  );
  await rotated(req, { sessionsFrom });
  return done;
}

/** Checks a new password by the rules of its owner, and hashes it. Throws `invalid_request` that names every broken rule. */
async function newPassword(exchange: Exchange, traineeId: string, password: string) {
  const { services, em, req } = exchange;
  const account = await readAccount(em, services.vault, traineeId);
  if (account === null) throw new Problem('authentication_required');
  const { nir, birthName: name, email, nirIndex, passwordHash } = account;
  const fields = new FieldCheck();
  checkPassword(fields, 'password', password, { nir, name, email });
  fields.end();
  await refuseSamePassword(exchange, 'password', { password, passwordHash });
  return {
    nirIndex,
    passwordHash: await services.passwordQueue.run(networkOf(req), () => hashPassword(password)),
  };
}

async function replace(
  exchange: Exchange,
  tx: EntityManager,
  { traineeId, passwordHash, kept }: { traineeId: string; passwordHash: string; kept?: string },
): Promise<string> {
  await setPassword(tx, traineeId, passwordHash);
  const sessionsFrom = await endSessions(tx, { traineeId }, kept);
  await eraseLinks(tx, traineeId);
  await askForMail(exchange, tx, { kind: 'password_changed', traineeId });
  return sessionsFrom;
}
