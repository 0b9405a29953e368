import QRCode from 'qrcode';
import {
  beginSecondFactor,
  confirmSecondFactor,
  pendingSecret,
  removeSecondFactor,
} from '../../db/organisation/second-factor.ts';
import { totpAddress } from '../../db/totp.ts';
import type { MemberCaller } from '../http/caller.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';
import { openMemberSession } from '../security/session-member.ts';
import { checkCode } from './member-login.ts';
import { memberSessionInfo } from './member-session.ts';

type From = Exchange<MemberCaller>;

/** Begins a second factor: a secret for an authenticator app. Throws `second_factor_not_expected` when there is one. */
export async function beginFactor(exchange: From) {
  const { em, caller, services } = exchange;
  const secret = await beginSecondFactor(em, services.secrets, caller.by.id);
  if (secret === null) throw new Problem('second_factor_not_expected');
  return await shown(exchange, secret);
}

/** The secret that was begun and waits for its first code; null when there is none. */
export async function pendingFactor(exchange: From) {
  const { em, caller, services } = exchange;
  const secret = await pendingSecret(em, services.secrets, caller.by.id);
  return secret === null ? null : await shown(exchange, secret);
}

/**
 * Confirms the second factor by one of its codes: other sessions end, this one gets a new id. Throws `second_factor_invalid`.
 * @returns the codes that stand in for it, shown this once
 */
export async function confirmFactor({ em, req, caller, services }: From, code: string): Promise<string[]> {
  const nowMs = services.clock.now();
  const memberId = caller.by.id;
  const recoveryCodes = await confirmSecondFactor(em, services.secrets, { memberId, code, nowMs });
  if (recoveryCodes === null) throw new Problem('second_factor_invalid');
  await openMemberSession(req, { memberId, secondFactor: true, now: nowMs });
  return recoveryCodes;
}

/** Takes the second factor away, by one of its codes. Throws `second_factor_invalid`, `too_many_attempts`. */
export async function removeFactor(exchange: From, code: string): Promise<void> {
  await checkCode(exchange, exchange.caller.by.id, code);
  await removeSecondFactor(exchange.em, exchange.caller.by.id);
}

async function shown({ em, req, services }: From, secret: string) {
  const { member } = await memberSessionInfo(em, req, services.clock.now());
  const uri = totpAddress(secret, member.email);
  return { secret, uri, qrSvg: await QRCode.toString(uri, { type: 'svg' }) };
}
