import type { RequestHandler } from 'express';
import type { SessionData } from 'express-session';
import { freshProofMs } from '../../domain/account/login-rules.ts';
import type { MemberCaller } from '../http/caller.ts';
import type { Exchange } from '../http/route.ts';
import { checkPassword } from '../organisation/member-login.ts';
import { invalidPart, Problem } from '../problems/problem.ts';
import type { Services } from '../services.ts';
import { knownCaller } from './authentication.ts';
import { rotated } from './session-life.ts';

/** The field in which a page's form gives the member's password once more. */
export const proofField = 'preuve';

/** Whether the owner of a session proved within the last minutes that it is they. `now` in epoch milliseconds. */
export function isProven({ provenAt }: Partial<SessionData>, now: number): boolean {
  return provenAt !== undefined && now - provenAt <= freshProofMs;
}

/** Takes a member's password once more, under a new session id. Throws `invalid_member_credentials`, `too_many_attempts`. */
export async function prove(
  exchange: Pick<Exchange<MemberCaller>, 'caller' | 'em' | 'req' | 'services'>,
  password: string,
): Promise<void> {
  const { caller, req, services } = exchange;
  await checkPassword(exchange, caller.by.id, password);
  await rotated(req, { provenAt: services.clock.now() });
}

/**
 * Refuses what a session alone must not do to whoever has not given their password lately: they may not be its owner. A member's
 * form may bring it along. Throws `fresh_proof_required`, with what is wrong with the one that was given as its cause.
 */
export function freshProofCheck(services: Services): RequestHandler {
  return async (req, res, next) => {
    const caller = knownCaller(res);
    const isKey = caller?.role === 'organisation' && caller.by.type === 'key';
    if (!isKey && !isProven(req.session, services.clock.now())) {
      const isForm = caller?.role === 'organisation' && req.body instanceof URLSearchParams;
      const given = isForm ? (req.body as URLSearchParams).get(proofField) : null;
      if (given === null) throw new Problem('fresh_proof_required');
      const exchange = { caller: caller as MemberCaller, em: services.db.em.fork(), req, services };
      try {
        if (given === '') throw invalidPart(proofField, 'Donnez votre mot de passe.', 'missing');
        await prove(exchange, given);
      } catch (cause) {
        if (!(cause instanceof Problem) || cause.code === 'authentication_required') throw cause;
        throw new Problem('fresh_proof_required', { cause, headers: cause.headers });
      }
    }
    next();
  };
}
