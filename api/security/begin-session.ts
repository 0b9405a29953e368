import { readAccount } from '../../db/accounts/account.ts';
import { passSecondStep } from '../account/second-factor.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';
import { rememberDevice } from './device.ts';
import { type Credentials, traineeWith } from './log-in.ts';
import { csrfTokenOf } from './csrf.ts';
import { awaitSecondStep, openSession, pendingTraineeOf, savedIfNew } from './session-life.ts';

/**
 * Logs a trainee in by number and password. Throws `invalid_credentials` or `too_many_attempts`.
 * @param greet reads what the answer says, while the session is written
 * @returns what was read of whose session it is now; null when their second step is missing
 */
export async function logIn<T>(
  exchange: Exchange,
  credentials: Credentials,
  greet: (traineeId: string) => Promise<T> | T,
): Promise<T | null> {
  const { services, req, res } = exchange;
  const { id, sessionsFrom, nirIndex, hasSecondFactor, forgive } = await traineeWith(exchange, credentials);
  const account = { id, sessionsFrom };
  const now = services.clock.now();
  if (hasSecondFactor) {
    await Promise.all([forgive(), awaitSecondStep(req, account, now)]);
    return null;
  }
  rememberDevice(res, services, nirIndex);
  const opened = openSession(req, account, now).then(async () => {
    // Made now, so that the session is written once.
    csrfTokenOf(req);
    const [greeting] = await Promise.all([greet(id), savedIfNew(req)]);
    return greeting;
  });
  const [greeting] = await Promise.all([opened, forgive()]);
  return greeting;
}

/** Logs in whoever has just made an account. */
export async function beginFirstSession(exchange: Exchange, traineeId: string): Promise<void> {
  const { services, em, req, res } = exchange;
  const account = await readAccount(em, services.vault, traineeId);
  if (account === null) return;
  rememberDevice(res, services, account.nirIndex);
  await openSession(req, { id: traineeId, sessionsFrom: account.sessionsFrom }, services.clock.now());
}

/**
 * Takes the second step of a login: a code of the application, or a recovery code. Throws `second_factor_missing` when no login
 * waits for one, `second_factor_wrong` or `too_many_requests`.
 * @returns whose session it is now
 */
export async function completeLogIn(exchange: Exchange, code: string): Promise<string> {
  const { services, em, req, res } = exchange;
  const pending = pendingTraineeOf(req.session, services.clock.now());
  if (pending === null) throw new Problem('second_factor_missing');
  await passSecondStep(exchange, pending.id, code);
  const account = await readAccount(em, services.vault, pending.id);
  // Closed, or under another password, since the first step.
  if (account?.sessionsFrom !== pending.sessionsFrom || account.isClosed)
    throw new Problem('second_factor_missing');
  rememberDevice(res, services, account.nirIndex);
  await openSession(req, pending, services.clock.now());
  return pending.id;
}
