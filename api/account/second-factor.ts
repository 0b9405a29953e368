import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import QRCode from 'qrcode';
import { readAccount } from '../../db/accounts/account.ts';
import { endSessions } from '../../db/accounts/http-sessions.ts';
import * as factors from '../../db/accounts/second-factors.ts';
import { newTotpSecret, totpAddress, totpStep } from '../../db/totp.ts';
import { codeSlowdown } from '../../domain/account/login-rules.ts';
import type { TraineeCaller } from '../http/caller.ts';
import { networkOf } from '../http/network.ts';
import { done, ok, type Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';
import type { Services } from '../services.ts';
import { deviceOf } from '../security/device.ts';
import type { LoginAttempt } from '../security/login-gate.ts';
import { rotated } from '../security/session-life.ts';
import { askForMail } from './ask-for-mail.ts';
import { provePassword } from './prove-password.ts';
import { newRecoveryCodes, recoveryHash } from './recovery-codes.ts';

declare module 'express-session' {
  interface SessionData {
    /** The password was given here for a second step that waits for its first code: its secret may be shown again. */
    enrolling?: true;
  }
}

/** Whether the second step is on, and how many recovery codes are left. */
export async function showSecondFactor({ services, em, caller }: Exchange<TraineeCaller>): Promise<Reply> {
  const factor = await factors.readSecondFactor(em, services.vault, caller.id);
  const recoveryCodesLeft = await factors.recoveryCodesLeft(em, caller.id);
  return ok({ enabled: factor?.confirmed ?? false, recoveryCodesLeft });
}

/** Proposes a secret for an application to keep; it counts only once a code of it was entered. */
export async function proposeSecondFactor(
  exchange: Exchange<TraineeCaller>,
  { password }: { password: string },
): Promise<Reply> {
  const { services, em, caller, req } = exchange;
  await provePassword(exchange, password);
  const secret = newTotpSecret();
  const isProposed = await factors.proposeSecret(em, services.vault, { traineeId: caller.id, secret });
  if (!isProposed) throw new Problem('second_factor_on');
  req.session.enrolling = true;
  return ok(await shown(exchange, secret));
}

/** The secret that was proposed in this session and waits for its first code; null when there is none. */
export async function pendingSecondFactor(exchange: Exchange<TraineeCaller>) {
  const { services, em, caller, req } = exchange;
  if (req.session.enrolling !== true) return null;
  const factor = await factors.readSecondFactor(em, services.vault, caller.id);
  return factor === null || factor.confirmed ? null : await shown(exchange, factor.secret);
}

async function shown({ em, services, caller }: Exchange<TraineeCaller>, secret: string) {
  const account = await readAccount(em, services.vault, caller.id);
  const uri = totpAddress(secret, account?.email ?? '');
  return { uri, secret, qrSvg: await QRCode.toString(uri, { type: 'svg' }) };
}

/** Turns the second step on, with the first code; shows the recovery codes, this once. Other sessions end. */
export async function confirmSecondFactor(
  exchange: Exchange<TraineeCaller>,
  { code }: { code: string },
): Promise<Reply> {
  const { services, em, caller, req } = exchange;
  await services.rateLimits.count('secondFactorTries', caller.id);
  const factor = await factors.readSecondFactor(em, services.vault, caller.id);
  if (factor === null) throw new Problem('second_factor_off');
  if (factor.confirmed) throw new Problem('second_factor_on');
  if (!(await passesTotp(services, em, { traineeId: caller.id, secret: factor.secret, code }))) {
    throw new Problem('second_factor_wrong');
  }
  const { codes, codeHashes } = newRecoveryCodes(services, caller.id);
  const sessionsFrom = await em.transactional(async (tx) => {
    const at = new Date(services.clock.now());
    const isConfirmed = await factors.confirmSecret(tx, { traineeId: caller.id, codeHashes, at });
    if (!isConfirmed) throw new Problem('second_factor_on');
    await askForMail(exchange, tx, { kind: 'second_factor_on', traineeId: caller.id });
    return await endSessions(tx, { traineeId: caller.id }, req.sessionID);
  });
  await services.rateLimits.forget('secondFactorTries', caller.id);
  delete req.session.enrolling;
  await rotated(req, { sessionsFrom });
  return ok({ recoveryCodes: codes });
}

/** Turns the second step off. Other sessions end. */
export async function removeSecondFactor(
  exchange: Exchange<TraineeCaller>,
  { password }: { password: string },
): Promise<Reply> {
  const { em, caller, req } = exchange;
  await provePassword(exchange, password);
  const sessionsFrom = await em.transactional(async (tx) => {
    if (!(await factors.removeSecondFactor(tx, caller.id))) throw new Problem('second_factor_off');
    await askForMail(exchange, tx, { kind: 'second_factor_off', traineeId: caller.id });
    return await endSessions(tx, { traineeId: caller.id }, req.sessionID);
  });
  await rotated(req, { sessionsFrom });
  return done;
}

/** Makes new recovery codes, shown this once: those before are worth nothing. Takes the password and a code. */
export async function renewRecoveryCodes(
  exchange: Exchange<TraineeCaller>,
  { password, code }: { password: string; code: string },
): Promise<Reply> {
  const { services, em, caller } = exchange;
  await provePassword(exchange, password);
  const factor = await factors.readSecondFactor(em, services.vault, caller.id);
  if (factor?.confirmed !== true) throw new Problem('second_factor_off');
  await passSecondStep(exchange, caller.id, code);
  const { codes, codeHashes } = newRecoveryCodes(services, caller.id);
  await em.transactional(async (tx) => {
    const isOn = await factors.replaceRecoveryCodes(tx, { traineeId: caller.id, codeHashes });
    if (!isOn) throw new Problem('second_factor_off');
    await askForMail(exchange, tx, { kind: 'recovery_codes_replaced', traineeId: caller.id });
  });
  return ok({ recoveryCodes: codes });
}

/**
 * Checks the second step of a login: a code of the application, or a recovery code; each counts once. Wrong ones wait longer each
 * time, and the owner is told: whoever gives them has the password. Throws `second_factor_wrong`, `too_many_requests`.
 */
export async function passSecondStep(exchange: Exchange, traineeId: string, code: string): Promise<void> {
  const { services, em } = exchange;
  const attempt = await codeAttempt(exchange, traineeId);
  const { isLastFree } = await admitCode(services, attempt);
  const factor = await factors.readSecondFactor(em, services.vault, traineeId);
  if (factor === null || !factor.confirmed) throw new Problem('second_factor_missing');
  const isTotp = /^\d{6}$/.test(code);
  const passes = isTotp
    ? await passesTotp(services, em, { traineeId, secret: factor.secret, code })
    : await factors.useRecoveryCode(em, traineeId, recoveryHash(services, traineeId, code));
  if (!passes) {
    if (isLastFree) await askForMail(exchange, em, { kind: 'wrong_codes', traineeId });
    throw new Problem('second_factor_wrong');
  }
  await services.loginGate.forgive(services.db.em.fork(), attempt);
}

/** Counted by account, and apart on a device on which it was used before: whoever has the password keeps its owner from nothing. */
async function codeAttempt({ em, req, services }: Exchange, traineeId: string): Promise<LoginAttempt> {
  const account = await readAccount(em, services.vault, traineeId);
  const device = account === null ? null : deviceOf(req, services, account.nirIndex);
  const nirIndex = createHash('sha256').update(`second-step:${traineeId}`).digest();
  return { network: networkOf(req), nirIndex, device, slowdown: codeSlowdown };
}

async function admitCode({ db, loginGate }: Services, attempt: LoginAttempt) {
  try {
    return await loginGate.admit(db.em.fork(), attempt);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    throw new Problem('too_many_requests', { headers: error.headers });
  }
}

async function passesTotp(
  { clock }: Services,
  em: EntityManager,
  { traineeId, secret, code }: { traineeId: string; secret: string; code: string },
): Promise<boolean> {
  // That a code counts once is for `useStep`, where two requests at once meet.
  const step = totpStep(secret, code, clock.now(), null);
  return step !== null && (await factors.useStep(em, traineeId, step));
}
