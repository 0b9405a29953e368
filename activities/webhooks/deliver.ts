import { queries as queriesOf, type Queries } from '../../db/database.ts';
import {
  type Attempt,
  disableEndpoint,
  type PlannedDelivery,
  recordAttempt,
  settleUnsent,
} from '../../db/webhooks/deliveries.ts';
import { challengeType, noteAnswered } from '../../db/webhooks/challenges.ts';
import { secretsOf } from '../../db/webhooks/endpoints.ts';
import { lastingFailureMs, pauseAfter } from '../../domain/webhooks/retries.ts';
import type { DeliveryOutcome } from './contract.ts';
import type { WebhookDependencies } from './dependencies.ts';
import { postWebhook } from './post-webhook.ts';

/** How soon to look again at an endpoint with all its slots taken. */
const shortPauseMs = 5_000;

/** Tries a delivery, if it is due; what is to be done about it is recorded before this returns. */
export async function deliver(
  deps: WebhookDependencies,
  delivery: PlannedDelivery,
  nowMs: number,
): Promise<DeliveryOutcome> {
  const queries = queriesOf(deps.db.em.fork());
  const unsent = reasonNotToSend(delivery);
  if (unsent !== null) {
    await settleUnsent(queries, delivery.id, unsent);
    return { outcome: 'settled' };
  }
  if (delivery.notBefore !== null && delivery.notBefore > nowMs) {
    return { outcome: 'later', inMs: delivery.notBefore - nowMs };
  }
  const release = deps.slots.take(delivery.endpointId, delivery.failingSince !== null);
  if (release === null) return { outcome: 'later', inMs: shortPauseMs };
  try {
    return await attempt(deps, queries, { delivery, nowMs });
  } finally {
    release();
  }
}

function reasonNotToSend({
  type,
  isOff,
  challenge,
}: PlannedDelivery): Parameters<typeof settleUnsent>[2] | null {
  if (isOff) return { status: 'failed', failure: 'endpoint_off' };
  if (type === challengeType)
    return challenge === null ? { status: 'superseded', failure: 'already_verified' } : null;
  return challenge === null ? null : { status: 'failed', failure: 'endpoint_not_verified' };
}

async function attempt(
  deps: WebhookDependencies,
  queries: Queries,
  { delivery, nowMs }: { delivery: PlannedDelivery; nowMs: number },
): Promise<DeliveryOutcome> {
  const { endpointId, url, webhookId } = delivery;
  const secrets = await secretsOf(queries, deps.secrets, endpointId);
  const answer = await postWebhook(
    { url, webhookId, payload: payloadOf(delivery), secrets, nowMs: Date.now() },
    deps.network,
  );
  const found = judged(delivery, answer);
  const pause = isTaken(found) ? null : pauseAfter(delivery.attempts + 1);
  const isOver = pause === null || found.responseStatus === 410;
  const next = isTaken(found) ? 'delivered' : isOver ? 'failed' : { at: nowMs + pause };
  await recordAttempt(queries, delivery, { attempt: found, nowMs, next });
  if (!isTaken(found)) await switchOffIfHopeless(deps, queries, { delivery, found, nowMs });
  else if (delivery.type === challengeType && delivery.challenge !== null)
    await noteAnswered(queries, endpointId, delivery.challenge);
  return typeof next === 'object' ? { outcome: 'later', inMs: next.at - nowMs } : { outcome: 'settled' };
}

/** What is told: which dossier, where it stands, since when. Everything else is read from the API, by who may. */
export function payloadOf(delivery: PlannedDelivery): string {
  const { type, at, number, version, state, told, challenge } = delivery;
  const event = number === null ? {} : { number, state, version, ...told };
  const data = type === challengeType ? { challenge } : event;
  return JSON.stringify({ type, timestamp: at, data });
}

/** Whoever answers 2xx to everything has not shown that they want to be called: the challenge must be in the answer. */
function judged({ type, challenge }: PlannedDelivery, answer: Attempt): Attempt {
  const isRight = type !== challengeType || (answer.responseExcerpt ?? '').includes(challenge ?? '');
  return isTaken(answer) && !isRight ? { ...answer, failure: 'challenge_not_answered' } : answer;
}

function isTaken({ responseStatus, failure }: Attempt): boolean {
  return failure === null && responseStatus !== null && responseStatus >= 200 && responseStatus < 300;
}

async function switchOffIfHopeless(
  { sendMail }: WebhookDependencies,
  queries: Queries,
  { delivery, found, nowMs }: { delivery: PlannedDelivery; found: Attempt; nowMs: number },
): Promise<void> {
  const { endpointId, failingSince } = delivery;
  const isGone = found.responseStatus === 410;
  const isLasting = failingSince !== null && nowMs - failingSince >= lastingFailureMs;
  if (!isGone && !isLasting) return;
  if (!(await disableEndpoint(queries, endpointId, isGone ? 'gone' : 'failing'))) return;
  await sendMail({ kind: 'webhook_disabled', id: endpointId, occasion: delivery.id });
}
