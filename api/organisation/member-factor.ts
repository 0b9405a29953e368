import QRCode from 'qrcode';
import { endSessions } from '../../db/accounts/http-sessions.ts';
import {
  beginSecondFactor,
  confirmSecondFactor,
  type FactorState,
  pendingSecret,
  readFactorState,
  removeSecondFactor,
  replaceRecoveryCodes,
} from '../../db/organisation/second-factor.ts';
import { totpAddress } from '../../db/totp.ts';
import type { MemberCaller } from '../http/caller.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';
import { isProven, prove } from '../security/fresh-proof.ts';
import { rotated } from '../security/session-life.ts';
import { checkCode, checkPassword } from './member-login.ts';
import { memberSessionInfo } from './member-session.ts';
import { sendOrganisationMail } from './send-mail.ts';

type From = Exchange<MemberCaller>;

/** What shows that whoever is logged in is the member themselves. */
interface Proof {
  password: string;
  code: string;
}

/** Whether the second factor is on, and how many recovery codes are left. */
export async function factorState({ em, caller }: From): Promise<FactorState> {
  return await readFactorState(em, caller.by.id);
}

/**
 * Begins a second factor, by the password: a secret for an authenticator app. Throws `invalid_member_credentials`,
 * `too_many_attempts`, `second_factor_not_expected` when there is one.
 */
export async function beginFactor(exchange: From, password: string) {
  await prove(exchange, password);
  return await newFactor(exchange);
}

/** The same, but one that was begun before goes on: no app is left with a secret that is worth nothing. */
export async function continueFactor(exchange: From, password: string) {
  await prove(exchange, password);
  return (await pendingFactor(exchange)) ?? (await newFactor(exchange));
}

/** The secret that was begun and waits for its first code; null when there is none, or when the password was not given lately. */
export async function pendingFactor(exchange: From) {
  const { em, caller, req, services } = exchange;
  if (!isProven(req.session, services.clock.now())) return null;
  const secret = await pendingSecret(em, services.secrets, caller.by.id);
  return secret === null ? null : await shown(exchange, secret);
}

/**
 * Confirms the second factor by one of its codes: other sessions end, this one gets a new id, and the member is told by mail.
 * Throws `second_factor_invalid`.
 * @returns the codes that stand in for it, shown this once
 */
export async function confirmFactor({ em, req, caller, services }: From, code: string): Promise<string[]> {
  const nowMs = services.clock.now();
  const memberId = caller.by.id;
  const confirmed = await em.transactional(async (tx) => {
    const recoveryCodes = await confirmSecondFactor(tx, services.secrets, { memberId, code, nowMs });
    if (recoveryCodes === null) throw new Problem('second_factor_invalid');
    await sendOrganisationMail(services, { kind: 'second_factor_on', id: memberId, occasion: String(nowMs) });
    return { recoveryCodes, sessionsFrom: await endSessions(tx, { memberId }, req.sessionID) };
  });
  await rotated(req, { sessionsFrom: confirmed.sessionsFrom, memberSecondFactor: true });
  return confirmed.recoveryCodes;
}

/**
 * Takes the second factor away: from the next request on, the member may no longer do what needs one. Other sessions end. They
 * are told by mail.
 * Throws `invalid_member_credentials`, `second_factor_off`, `second_factor_invalid`, `too_many_attempts`.
 */
export async function removeFactor(exchange: From, proof: Proof): Promise<void> {
  const { em, caller, req, services } = exchange;
  const { id } = caller.by;
  await proveBoth(exchange, proof);
  const sessionsFrom = await em.transactional(async (tx) => {
    if (!(await removeSecondFactor(tx, id))) throw new Problem('second_factor_off');
    const occasion = String(services.clock.now());
    await sendOrganisationMail(services, { kind: 'second_factor_off', id, occasion });
    return await endSessions(tx, { memberId: id }, req.sessionID);
  });
  await rotated(req, { sessionsFrom });
}

/**
 * Makes new recovery codes: those before are worth nothing. The member is told by mail. Throws as `removeFactor`.
 * @returns the codes, shown this once
 */
export async function renewCodes(exchange: From, proof: Proof): Promise<string[]> {
  const { em, caller, services } = exchange;
  const { id } = caller.by;
  await proveBoth(exchange, proof);
  return await em.transactional(async (tx) => {
    const made = await replaceRecoveryCodes(tx, id);
    if (made === null) throw new Problem('second_factor_off');
    const occasion = String(services.clock.now());
    await sendOrganisationMail(services, { kind: 'recovery_codes_replaced', id, occasion });
    return made;
  });
}

/** The password comes first: without it no code is used up. */
async function proveBoth(exchange: From, { password, code }: Proof): Promise<void> {
  const { id } = exchange.caller.by;
  await checkPassword(exchange, id, password);
  if (!(await factorState(exchange)).enabled) throw new Problem('second_factor_off');
  await checkCode(exchange, id, code);
}

async function newFactor(exchange: From) {
  const { em, caller, services } = exchange;
  const secret = await beginSecondFactor(em, services.secrets, caller.by.id);
  if (secret === null) throw new Problem('second_factor_not_expected');
  return await shown(exchange, secret);
}

async function shown({ em, req, services }: From, secret: string) {
  const { member, organisation } = await memberSessionInfo(em, req, services.clock.now());
  const uri = totpAddress(secret, `${member.email} (${organisation.name})`);
  return { secret, uri, qrSvg: await QRCode.toString(uri, { type: 'svg' }) };
}
