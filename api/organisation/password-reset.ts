import { createHash } from 'node:crypto';
import { forgiveLogin } from '../../db/accounts/login-guards.ts';
import {
  makePasswordReset,
  ownerOfReset,
  type ResetOwner,
  takePasswordReset,
} from '../../db/organisation/password-resets.ts';
import { hashPassword } from '../../db/people/passwords.ts';
import { parseEmailAddress } from '../../domain/account/email-address.ts';
import { linkLifeMs } from '../../domain/account/login-rules.ts';
import { networkOf } from '../http/network.ts';
import { done, type Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { FieldCheck } from '../problems/fields.ts';
import { Problem } from '../problems/problem.ts';
import { refuseSamePassword } from '../registrations/check-password.ts';
import { accountKey } from '../security/login-gate.ts';
import { rememberDevice } from '../security/device.ts';
import { guardIndexOf, ownerOfDevice } from './member-login.ts';
import { refuseBadPassword } from './member-password.ts';
import { sendOrganisationMail } from './send-mail.ts';

/** Asks for a link to a new password. The answer is the same whoever has, or has not, an access. */
export async function forgetMemberPassword(exchange: Exchange, typed: { email: string }): Promise<Reply> {
  const { services, em, req, receivedAt } = exchange;
  await services.rateLimits.count('passwordResets', networkOf(req));
  const fields = new FieldCheck();
  const email = fields.read('email', () => parseEmailAddress(typed.email));
  fields.end();
  if (email === null) throw new TypeError('A refused field was not noted');
  const subject = createHash('sha256').update(`member ${email.toLowerCase()}`).digest('hex');
  await services.rateLimits.count('passwordResetsOfAccount', subject);
  const expiresAt = new Date(Date.parse(receivedAt) + linkLifeMs);
  const id = await makePasswordReset(em, services.secrets, { email, expiresAt });
  // Asked for even when there is nobody to write to: neither the answer nor its time tells.
  await sendOrganisationMail(services, { kind: 'password_reset', id, occasion: 'asked' });
  return { status: 202, json: {} };
}

/**
 * Takes a new password by a link: once. Ends every session and every other link; the second factor stays. Throws
 * `link_invalid`, `invalid_request` with the rules that the password breaks.
 */
export async function resetMemberPassword(
  exchange: Exchange,
  { token, password }: { token: string; password: string },
): Promise<Reply> {
  const { services, em, req, res } = exchange;
  await services.rateLimits.count('links', networkOf(req));
  const owner = await ownerOfReset(em, token);
  if (owner === null) throw new Problem('link_invalid');
  refuseBadPassword('password', password, owner);
  await refuseSamePassword(exchange, 'password', { password, passwordHash: owner.passwordHash });
  const passwordHash = await services.passwordQueue.run(networkOf(req), () => hashPassword(password));
  await replace(exchange, owner, passwordHash);
  // Whoever reads the owner's mails has shown more than a password: strangers must not lock this device out.
  rememberDevice(res, services, ownerOfDevice(owner.memberId), 'member');
  return done;
}

async function replace({ em, services }: Exchange, owner: ResetOwner, passwordHash: string): Promise<void> {
  const { linkId, memberId, email } = owner;
  await em.transactional(async (tx) => {
    if (!(await takePasswordReset(tx, owner, passwordHash))) throw new Problem('link_invalid');
    // Whoever reads the owner's mails has shown more than a password: wrong ones before no longer make them wait.
    await forgiveLogin(tx, { forgotten: accountKey(guardIndexOf(`member:${email}`)), forgiven: null });
    await sendOrganisationMail(services, { kind: 'password_changed', id: memberId, occasion: linkId });
  });
}
