import { sql } from 'kysely';
import { endSessions } from '../../db/accounts/http-sessions.ts';
import { queries } from '../../db/database.ts';
import { acceptInvitation, inviteeOf } from '../../db/organisation/invitations.ts';
import { endLinks } from '../../db/organisation/mailed-links.ts';
import { hashPassword } from '../../db/people/passwords.ts';
import { isCommonPassword } from '../../domain/account/common-passwords.ts';
import { brokenPasswordRules, passwordRules } from '../../domain/account/password-rules.ts';
import type { MemberCaller } from '../http/caller.ts';
import { networkOf } from '../http/network.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';
import { refuseSamePassword } from '../registrations/check-password.ts';
import { rememberDevice } from '../security/device.ts';
import { rotated } from '../security/session-life.ts';
import { checkPassword, ownerOfDevice } from './member-login.ts';
import { sendOrganisationMail } from './send-mail.ts';

/**
 * Accepts an invitation. Throws `invitation_not_valid`, `too_many_requests`, `invalid_request` with the rules that the password
 * breaks.
 */
export async function accept(
  { em, req, res, services }: Exchange,
  { token, name, password }: { token: string; name: string; password: string },
): Promise<void> {
  await services.rateLimits.count('links', networkOf(req));
  const invitee = await inviteeOf(em, token);
  if (invitee === null) throw new Problem('invitation_not_valid');
  refuseBadPassword('password', password, { name, email: invitee.email });
  const passwordHash = await services.passwordQueue.run(networkOf(req), () => hashPassword(password));
  if (!(await acceptInvitation(em, invitee, { name, passwordHash })))
    throw new Problem('invitation_not_valid');
  rememberDevice(res, services, ownerOfDevice(invitee.memberId), 'member');
}

/** Changes one's own password; other sessions of the same person end. */
export async function changePassword(
  exchange: Exchange<MemberCaller>,
  { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
): Promise<void> {
  const { em, caller, req, services } = exchange;
  const { id } = caller.by;
  await checkPassword(exchange, id, currentPassword);
  const { rows } = await sql<{ name: string; email: string; passwordHash: string | null }>`
    select name, email, password_hash as "passwordHash" from organisation_members where id = ${id}`.execute(
    queries(em),
  );
  const owner = rows[0];
  if (owner === undefined) throw new Problem('authentication_required');
  refuseBadPassword('newPassword', newPassword, owner);
  const { passwordHash: before } = owner;
  await refuseSamePassword(exchange, 'newPassword', { password: newPassword, passwordHash: before });
  const passwordHash = await services.passwordQueue.run(networkOf(req), () => hashPassword(newPassword));
  const sessionsFrom = await em.transactional(async (tx) => {
    await sql`update organisation_members set password_hash = ${passwordHash} where id = ${id}`.execute(
      queries(tx),
    );
    await endLinks(tx, id);
    const occasion = String(services.clock.now());
    await sendOrganisationMail(services, { kind: 'password_changed', id, occasion });
    return await endSessions(tx, { memberId: id }, req.sessionID);
  });
  await rotated(req, { sessionsFrom });
}

/** Refuses a password that breaks rules, all of them named. Throws `invalid_request`. */
export function refuseBadPassword(
  path: string,
  password: string,
  owner: { name: string; email: string },
): void {
  const broken = brokenPasswordRules(password, { nir: '', ...owner }, isCommonPassword);
  if (broken.length === 0) return;
  throw new Problem('invalid_request', {
    errors: broken.map((rule) => ({ path, message: passwordRules[rule], code: rule })),
  });
}
