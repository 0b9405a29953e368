import { readAccount } from '../../db/accounts/account.ts';
import { eraseAccountRequest } from '../../db/accounts/account-requests.ts';
import { forgiveLogin } from '../../db/accounts/login-guards.ts';
import { takeOver, type UnprovenAccount, unprovenAccount } from '../../db/accounts/takeovers.ts';
import { hashPassword } from '../../db/people/passwords.ts';
import { parseEmailAddress } from '../../domain/account/email-address.ts';
import { bornAt, isSameBirthName } from '../../domain/identity/civil-identity.ts';
import { parseNir } from '../../domain/identity/nir.ts';
import { askForMail } from '../account/ask-for-mail.ts';
import { requestByLink } from '../account/request-by-link.ts';
import { networkOf } from '../http/network.ts';
import { done, type Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { FieldCheck } from '../problems/fields.ts';
import { Problem } from '../problems/problem.ts';
import { checkPassword } from '../registrations/check-password.ts';
import { rememberDevice } from '../security/device.ts';
import { accountKey } from '../security/login-gate.ts';
import { checkEmail, checkNumber } from './register.ts';
import { neededIdentity } from './pending.ts';
import type { VouchedIdentity } from './session-data.ts';

/**
 * Asks for the account of one's own number, which somebody else opened or whose password is lost: a link goes to the new address,
 * a warning to the old one. Sex, birth name, year, month and place of birth must be those of FranceConnect+; an account that is
 * linked to an identity is its owner's. Whether there is such an account is answered by mail alone. Throws
 * `franceconnect_nothing_pending`, `franceconnect_identity_mismatch`, `invalid_request`, `too_many_requests`.
 */
export async function askToTakeOver(
  exchange: Exchange,
  typed: { nir: string; email: string },
): Promise<Reply> {
  const { services, em, req } = exchange;
  const { identity } = neededIdentity(req.session, services.clock.now());
  const fields = new FieldCheck();
  const nir = fields.read('nir', () => parseNir(typed.nir));
  const newEmail = fields.read('email', () => parseEmailAddress(typed.email));
  fields.end();
  if (nir === null || newEmail === null) throw new TypeError('A refused field was not noted');
  await services.rateLimits.count('takeovers', identity.subject);
  checkNumber(nir, identity);
  if (!bornAt(nir, identity)) throw new Problem('franceconnect_identity_mismatch');
  checkEmail(newEmail, identity);
  const account = await unprovenAccount(em, services.vault.indexesOf(nir));
  const owner = account !== null && isOf(account, identity) ? { traineeId: account.id } : {};
  // Both are asked for whoever there is: neither the answer nor its time tells.
  await askForMail(exchange, em, { kind: 'takeover_asked', ...owner });
  await askForMail(exchange, em, { kind: 'takeover', ...owner, newEmail, subject: identity.subject });
  return { status: 202, json: {} };
}

/**
 * Takes the account over by the link: once, with a new password. Ends every session, link and second factor of whoever had it; both
 * are told. From then on FranceConnect+ opens it. Throws `link_invalid`, `invalid_request`.
 */
export async function takeAccountOver(
  exchange: Exchange,
  { token, password }: { token: string; password: string },
): Promise<Reply> {
  const { services, em, req, res } = exchange;
  const { id, traineeId, newEmail: email, subject } = await requestByLink(exchange, 'takeover', token);
  if (email === null || subject === null) throw new Problem('link_invalid');
  const before = await readAccount(em, services.vault, traineeId);
  if (before === null) throw new Problem('link_invalid');
  const fields = new FieldCheck();
  checkPassword(fields, 'password', password, { nir: before.nir, name: before.birthName, email });
  fields.end();
  const passwordHash = await services.passwordQueue.run(networkOf(req), () => hashPassword(password));
  await em.transactional(async (tx) => {
    const isFirst = await eraseAccountRequest(tx, id);
    if (!isFirst || !(await takeOver(tx, traineeId, { subject, passwordHash, email }))) {
      throw new Problem('link_invalid');
    }
    await forgiveLogin(tx, { forgotten: accountKey(before.nirIndex), forgiven: null });
    const oldEmail = parseEmailAddress(before.email);
    await askForMail(exchange, tx, { kind: 'taken_over', traineeId, newEmail: oldEmail });
    await askForMail(exchange, tx, { kind: 'takeover_done', traineeId });
  });
  rememberDevice(res, services, before.nirIndex);
  return done;
}

/** Where the account has a first name, it must be one of the identity's: twins share the rest. */
function isOf({ birthName, firstName }: UnprovenAccount, identity: VouchedIdentity): boolean {
  const names = identity.givenNames.split(' ');
  const isSameFirst = firstName === null || names.some((name) => isSameBirthName(name, firstName));
  return isSameFirst && isSameBirthName(birthName, identity.birthName);
}
