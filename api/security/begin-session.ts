import { readAccount } from '../../db/accounts/account.ts';
import { passSecondStep } from '../account/second-factor.ts';
import type { Exchange } from '../http/route.ts';
import { Problem } from '../problems/problem.ts';
import { rememberDevice } from './device.ts';
import { type Credentials, traineeWith } from './log-in.ts';
import { awaitSecondStep, openSession, pendingTraineeOf } from './session-life.ts';

/**
 * Logs a trainee in by number and password. Throws `invalid_credentials` or `too_many_attempts`.
 * @returns whose session it is now; null when their second step is missing
 */
export async function logIn(exchange: Exchange, credentials: Credentials): Promise<string | null> {
  const { services, req, res } = exchange;
  const { id, nirIndex, hasSecondFactor, forgive } = await traineeWith(exchange, credentials);
  const now = services.clock.now();
  if (hasSecondFactor) {
    await Promise.all([forgive(), awaitSecondStep(req, id, now)]);
    return null;
  }
  rememberDevice(res, services, nirIndex);
  await Promise.all([openSession(req, id, now), forgive()]);
  return id;
}

/**
 * Takes the second step of a login: a code of the application, or a recovery code. Throws `second_factor_missing` when no login
 * waits for one, `second_factor_wrong` or `too_many_requests`.
 * @returns whose session it is now
 */
export async function completeLogIn(exchange: Exchange, code: string): Promise<string> {
  const { services, em, req, res } = exchange;
  const traineeId = pendingTraineeOf(req.session, services.clock.now());
  if (traineeId === null) throw new Problem('second_factor_missing');
  await passSecondStep(exchange, traineeId, code);
  const account = await readAccount(em, services.vault, traineeId);
  if (account !== null) rememberDevice(res, services, account.nirIndex);
  await openSession(req, traineeId, services.clock.now());
  return traineeId;
}
