import { createHash, randomUUID } from 'node:crypto';
import { WorkflowNotFoundError } from '@temporalio/client';
import {
  readRegistration,
  registrationOf,
  saveAttempt,
  saveProfile,
} from '../../db/accounts/registrations.ts';
import {
  completeUpdate,
  enterCodeUpdate,
  type RegistrationAnswer,
  registrationViewQuery,
  registrationWorkflowId,
  type RegistrationView,
  sendAgainUpdate,
} from '../../workflows/registration/contract.ts';
import { answerLimitMs, deadlineIn } from '../dossiers/deliver.ts';
import { isUnanswered } from '../dossiers/temporal-outcome.ts';
import { ok, type Reply } from '../http/reply.ts';
import type { Exchange } from '../http/route.ts';
import { Problem, temporarilyUnavailable } from '../problems/problem.ts';
import { browserHashOf } from './browser.ts';
import { checkProfile, type TypedProfile } from './check-profile.ts';

/** Where a registration of this browser stands. Throws `registration_not_found` for every other. */
export async function showRegistration(exchange: Exchange, id: string): Promise<Reply> {
  return ok({ id, ...(await standingOf(exchange, id)) });
}

/** The same, for a page. */
export async function standingOf(exchange: Exchange, id: string): Promise<RegistrationView> {
  await own(exchange, id);
  return await viewOf(exchange, id);
}

/** Enters the code that came by mail. It goes to the workflow as an id: the code itself stands hashed in Postgres. */
export async function enterCode(exchange: Exchange, id: string, code: string): Promise<Reply> {
  await own(exchange, id);
  const { services, em, receivedAt } = exchange;
  const codeHash = services.codeHash('registration', id, code);
  const attemptId = messageId(exchange, id, codeHash.toString('hex'));
  await saveAttempt(em, { id: attemptId, registrationId: id, codeHash });
  const entry = { attemptId, receivedAt };
  return await told(exchange, id, (handle) =>
    handle.executeUpdate(enterCodeUpdate, { args: [entry], updateId: attemptId }),
  );
}

/** Has the code sent again. */
export async function sendAgain(exchange: Exchange, id: string): Promise<Reply> {
  await own(exchange, id);
  const { receivedAt } = exchange;
  const updateId = messageId(exchange, id, 'again');
  return await told(exchange, id, (handle) =>
    handle.executeUpdate(sendAgainUpdate, { args: [{ receivedAt }], updateId }),
  );
}

/** Takes the rest of the person's data and makes the account. */
export async function complete(exchange: Exchange, id: string, typed: TypedProfile): Promise<Reply> {
  await own(exchange, id);
  const { services, em, receivedAt } = exchange;
  const pending = await readRegistration(em, services.vault, id);
  if (pending?.identity !== null && pending?.identity !== undefined) {
    const profile = checkProfile(typed, { nir: pending.identity.nir, at: receivedAt });
    await saveProfile(em, services.vault, id, profile);
  }
  // Each is a message of its own: a profile that was refused before may be right now.
  return await told(exchange, id, (handle) =>
    handle.executeUpdate(completeUpdate, { args: [{ receivedAt }], updateId: randomUUID() }),
  );
}

/** What the workflow says. Throws `temporarily_unavailable` when no worker answers. */
export async function viewOf({ services, giveUpAt }: Exchange, id: string): Promise<RegistrationView> {
  const { temporal } = services;
  const handle = temporal.workflow.getHandle(registrationWorkflowId(id));
  return await answered(() =>
    temporal.withDeadline(deadlineIn(answerLimitMs, giveUpAt), () => handle.query(registrationViewQuery)),
  );
}

type Handle = ReturnType<Exchange['services']['temporal']['workflow']['getHandle']>;

async function told(
  { services, giveUpAt }: Exchange,
  id: string,
  send: (handle: Handle) => Promise<RegistrationAnswer>,
): Promise<Reply> {
  const { temporal } = services;
  const handle = temporal.workflow.getHandle(registrationWorkflowId(id));
  const { refused, view } = await answered(() =>
    temporal.withDeadline(deadlineIn(answerLimitMs, giveUpAt), () => send(handle)),
  );
  if (refused !== null) throw new Problem(refused, { details: { ...view } });
  return ok({ id, ...view });
}

async function answered<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) throw new Problem('registration_not_found');
    throw isUnanswered(error) ? temporarilyUnavailable(error) : error;
  }
}

/** Refuses whoever is not the browser that began the registration, as if there were none; and too many messages. */
async function own(exchange: Exchange, id: string): Promise<void> {
  const browserHash = browserHashOf(exchange);
  const found = browserHash === null ? null : await registrationOf(exchange.em, { id, browserHash });
  if (found === null) throw new Problem('registration_not_found');
  await exchange.services.rateLimits.count('registrationMessages', id);
}

/** The same request under the same key is the same message; without a key each is its own. */
function messageId({ idempotencyKey }: Exchange, id: string, contents: string): string {
  if (idempotencyKey === null) return randomUUID();
  const hex = createHash('sha256').update([id, idempotencyKey, contents].join('\0')).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
}
