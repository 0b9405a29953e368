import { createHash, randomUUID } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Request } from 'express';
import { sql } from 'kysely';
import { sessionsFromOf } from '../../db/accounts/http-sessions.ts';
import { queries } from '../../db/database.ts';
import { takeCode } from '../../db/organisation/second-factor.ts';
import { verifyPassword } from '../../db/people/passwords.ts';
import { typedEmail } from '../../domain/account/email-address.ts';
import { codeSlowdown } from '../../domain/account/login-rules.ts';
import { networkOf } from '../http/network.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';
import { deviceOf, rememberDevice } from '../security/device.ts';
import type { LoginAttempt } from '../security/login-gate.ts';
import type { ProvenAccount } from '../security/session-life.ts';
import { awaitMemberFactor, openMemberSession, pendingMemberOf } from '../security/session-member.ts';
import type { Services } from '../services.ts';
import { sendOrganisationMail } from './send-mail.ts';

/**
 * Checks a member's email and password; what is unknown, disabled or not accepted yet gets the answer of a wrong password, in
 * the same time. Throws `invalid_member_credentials` or `too_many_attempts`.
 * @returns whether the session is theirs now, or waits for their second factor
 */
export async function logInMember(
  exchange: Exchange,
  { email: typed, password }: { email: string; password: string },
): Promise<'logged_in' | 'second_factor_expected'> {
  const { em, req, services } = exchange;
  const email = typedEmail(typed);
  const account = await accountOf(em, email);
  const device = account === null ? null : deviceOf(req, services, ownerOfDevice(account.id), 'member');
  const attempt = { ...attemptOf(`member:${email}`, req), device };
  const { isLastFree } = await services.loginGate.admit(services.db.em.fork(), attempt);
  const isRight = await services.passwordQueue.run(attempt.network, () =>
    verifyPassword(account?.passwordHash ?? null, password),
  );
  if (account === null || !isRight) {
    // Asked for even when there is nobody to write to: neither the answer nor its time tells.
    if (isLastFree && device === null) await warn(services, 'locked_out', account?.id ?? randomUUID());
    throw new Problem('invalid_member_credentials');
  }
  await services.loginGate.forgive(services.db.em.fork(), attempt);
  if (account.hasSecondFactor) {
    await awaitMemberFactor(req, account, services.clock.now());
    return 'second_factor_expected';
  }
  await begin(exchange, account, false);
  return 'logged_in';
}

/**
 * Takes the second factor that a login waits for. Throws `second_factor_not_expected` when none does, or not any longer,
 * `second_factor_invalid`, `too_many_attempts`.
 */
export async function completeLogin(exchange: Exchange, code: string): Promise<string> {
  const { em, req, services } = exchange;
  const pending = pendingMemberOf(req.session, services.clock.now());
  if (pending === null) throw new Problem('second_factor_not_expected');
  await checkCode(exchange, pending.id, code);
  if (!(await counts(em, pending))) throw new Problem('second_factor_not_expected');
  await begin(exchange, pending, true);
  return pending.id;
}

/**
 * Takes a code of a member's second factor; they are told when many are wrong, since whoever gives them has the password. Throws
 * `second_factor_invalid`, or `too_many_attempts` before looking at it.
 */
export async function checkCode(exchange: Exchange, memberId: string, code: string): Promise<void> {
  const { em, req, services } = exchange;
  const device = deviceOf(req, services, ownerOfDevice(memberId), 'member');
  const attempt = { ...attemptOf(`member-code:${memberId}`, req), device, slowdown: codeSlowdown };
  const { isLastFree } = await services.loginGate.admit(services.db.em.fork(), attempt);
  const nowMs = services.clock.now();
  if (!(await takeCode(em, services.secrets, { memberId, code, nowMs }))) {
    if (isLastFree) await warn(services, 'wrong_codes', memberId);
    throw new Problem('second_factor_invalid');
  }
  await services.loginGate.forgive(services.db.em.fork(), attempt);
}

/**
 * Checks a logged-in member's password again, counted for this very session: whoever guesses in one keeps nobody else waiting.
 * Throws `invalid_member_credentials` or `too_many_attempts`.
 */
export async function checkPassword(
  { em, req, services }: Pick<Exchange, 'em' | 'req' | 'services'>,
  memberId: string,
  password: string,
): Promise<void> {
  const device = `session:${req.session.publicId ?? ''}`;
  const attempt = { ...attemptOf(`member-password:${memberId}`, req), device };
  await services.loginGate.admit(services.db.em.fork(), attempt);
  const { rows } = await sql<{ passwordHash: string }>`
    select password_hash as "passwordHash" from organisation_members where id = ${memberId}`.execute(
    queries(em),
  );
  const hash = rows[0]?.passwordHash ?? null;
  if (!(await services.passwordQueue.run(attempt.network, () => verifyPassword(hash, password)))) {
    throw new Problem('invalid_member_credentials');
  }
  await services.loginGate.forgive(services.db.em.fork(), attempt);
}

/** Makes the session a member's from now on. */
async function begin(
  { em, req, res, services }: Exchange,
  account: ProvenAccount,
  secondFactor: boolean,
): Promise<void> {
  await openMemberSession(req, account, { secondFactor, now: services.clock.now() });
  rememberDevice(res, services, ownerOfDevice(account.id), 'member');
  await sql`update organisation_members set last_login_at = now() where id = ${account.id}`.execute(
    queries(em),
  );
}

/** Tells a member, once for each series of wrong attempts. */
async function warn(services: Services, kind: 'locked_out' | 'wrong_codes', id: string): Promise<void> {
  await sendOrganisationMail(services, { kind, id, occasion: String(services.clock.now()) });
}

interface Account extends ProvenAccount {
  passwordHash: string;
  hasSecondFactor: boolean;
}

async function accountOf(em: EntityManager, email: string): Promise<Account | null> {
  const { rows } = await sql<Account>`
    select id, ${sessionsFromOf('organisation_members')} as "sessionsFrom", password_hash as "passwordHash",
      totp_confirmed_at is not null as "hasSecondFactor"
    from organisation_members where lower(email) = lower(${email}) and status = 'active'`.execute(
    queries(em),
  );
  return rows[0] ?? null;
}

/** Whether a right password still counts: access or password may have changed since. */
async function counts(em: EntityManager, { id, sessionsFrom }: ProvenAccount): Promise<boolean> {
  const { rows } = await sql`
    select from organisation_members
    where id = ${id} and status = 'active' and ${sessionsFromOf('organisation_members')} = ${sessionsFrom}`.execute(
    queries(em),
  );
  return rows.length === 1;
}

/** Counted like the logins of trainees, each kind of attempt on its own. */
function attemptOf(subject: string, req: Request): LoginAttempt {
  return { nirIndex: guardIndexOf(subject), network: networkOf(req), device: null };
}

/** Whose a device is, for its cookie. */
export function ownerOfDevice(memberId: string): Buffer {
  return guardIndexOf(`member-device:${memberId}`);
}

/** Under what a kind of attempt is counted; an address as `member:` and its lower case. */
export function guardIndexOf(subject: string): Buffer {
  return createHash('sha256').update(subject.toLowerCase()).digest();
}
