import type { EntityManager } from '@mikro-orm/postgresql';
import type { Request } from 'express';
import { Problem } from '../problems/problem.ts';
import { csrfTokenOf } from './csrf.ts';
import { identityOf } from './identity.ts';

/** Who is logged in, and the token for writes. Throws `authentication_required` when the account is gone. */
export async function sessionInfo(em: EntityManager, req: Request, traineeId: string) {
  const trainee = await identityOf(em, traineeId);
  if (trainee === null) throw new Problem('authentication_required');
  return { trainee, csrfToken: csrfTokenOf(req) };
}
