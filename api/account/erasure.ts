import { randomUUID } from 'node:crypto';
import { closeAccount } from '../../db/personal-data/erasures.ts';
import { dayMs, retention } from '../../domain/policy/retention.ts';
import {
  type AccountErasureInput,
  accountErasureType,
  accountErasureWorkflowId,
} from '../../workflows/personal-data/contract.ts';
import { endSession } from '../franceconnect/logout.ts';
import type { TraineeCaller } from '../http/caller.ts';
import type { Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { safeError } from '../http/safe-error.ts';
import { Problem } from '../problems/problem.ts';
import { provePassword } from './prove-password.ts';
import { startWorkflow } from './start-workflow.ts';

/**
 * Closes one's account at once, and begins its erasure. Throws `password_wrong`, `erasure_open_dossiers`
 * while a dossier is under way.
 */
export async function eraseAccount(exchange: Exchange<TraineeCaller>, password: string): Promise<Reply> {
  const { em, services, caller, req, receivedAt } = exchange;
  await provePassword(exchange, password);
  const requestedAt = new Date(receivedAt);
  const reflectionEndsAt = new Date(requestedAt.getTime() + retention.reflectionDays * dayMs);
  const request = { id: randomUUID(), traineeId: caller.id, requestedAt, reflectionEndsAt };
  const erasure = await closeAccount(em, request);
  if (erasure === 'open_dossiers') throw new Problem('erasure_open_dossiers');
  await endSession(req, services.clock.now());
  const input: AccountErasureInput = { erasureId: erasure.id };
  try {
    await startWorkflow(exchange, {
      type: accountErasureType,
      workflowId: accountErasureWorkflowId(erasure.id),
      input,
      summary: 'Effacement d’un compte',
    });
  } catch (error) {
    // The account is closed; the daily retention starts what could not be started here.
    services.logger.warn({ err: safeError(error) }, 'erasure not started yet');
  }
  return { status: 202, json: { reflectionEndsAt: new Date(erasure.reflectionEndsAt).toISOString() } };
}
