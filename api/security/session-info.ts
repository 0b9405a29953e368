import type { EntityManager } from '@mikro-orm/postgresql';
import type { Request } from 'express';
import { queries } from '../../db/database.ts';
import { hasMailProblem } from '../../db/notices/failures.ts';
import { Problem } from '../problems/problem.ts';
import { csrfTokenOf } from './csrf.ts';
import { identityOf } from './identity.ts';
import { endsOf } from './session-life.ts';

/**
 * Who is logged in, until when, the token for writes, and whether mails do not arrive. `now` in epoch milliseconds. Throws
 * `authentication_required` when the account is gone.
 */
export async function sessionInfo(em: EntityManager, req: Request, traineeId: string, now: number) {
  const trainee = await identityOf(em, traineeId);
  if (trainee === null) throw new Problem('authentication_required');
  const mailProblem = await hasMailProblem(queries(em), { traineeId, email: trainee.email });
  const { endsAt, idleEndsAt } = endsOf(req.session, now);
  return {
    trainee,
    csrfToken: csrfTokenOf(req),
    mailProblem,
    endsAt: new Date(endsAt).toISOString(),
    idleEndsAt: new Date(idleEndsAt).toISOString(),
  };
}
