import { policyOf } from '../../policy/versions.ts';
import { tooSoon } from '../bookable.ts';
import type { Dossier, SessionSnapshot } from '../dossier.ts';
import type { Facts } from '../facts.ts';
import type { ExpectedSession, MessageOf } from '../messages.ts';
import { priceRefusal } from '../price.ts';
import type { Refusal, RefusalCode } from '../refusal.ts';
import type { Effect } from './effect.ts';

/** Another session for the draft, or none yet. */
export function amended(dossier: Dossier, message: MessageOf<'amend_draft'>, facts: Facts): Effect | Refusal {
  const { training, session } = facts.catalogue ?? {};
  if (!training) return { refused: 'training_unavailable', state: dossier.state };
  if (message.sessionId === null) return { change: { training, session: null } };
  if (!session) return { refused: 'session_unavailable', state: dossier.state };
  const policy = policyOf(facts.policyVersion ?? dossier.policyVersion);
  const early = tooSoon(session, message.receivedAt, policy);
  return early === null ? { change: { training, session } } : refusal(dossier, 'session_too_soon', early);
}

/** The draft is sent, with the training and the session as the catalogue shows them at that moment. */
export function submitted(dossier: Dossier, message: MessageOf<'submit'>, facts: Facts): Effect | Refusal {
  const { training, session, openRequests = 0 } = facts.catalogue ?? {};
  const policyVersion = facts.policyVersion ?? dossier.policyVersion;
  const policy = policyOf(policyVersion);
  if (!training) return { refused: 'training_unavailable', state: dossier.state };
  if (dossier.session === null) return { refused: 'session_required', state: dossier.state };
  if (!session) return { refused: 'session_unavailable', state: dossier.state };
  if (openRequests >= policy.maxOpenRequestsPerTraining) {
    return refusal(dossier, 'too_many_open_requests', { limit: policy.maxOpenRequestsPerTraining });
  }
  const badPrice = priceRefusal(session.priceCents, policy, dossier);
  if (badPrice !== null) return badPrice;
  const early = tooSoon(session, message.receivedAt, policy);
  if (early !== null) return refusal(dossier, 'session_too_soon', early);
  const { expected } = message;
  if (expected !== undefined && !isAsExpected(session, expected)) {
    return refusal(dossier, 'session_changed', { priceCents: session.priceCents });
  }
  return { change: { training, session, policyVersion, sentAt: message.receivedAt } };
}

/** Whether the catalogue still offers what the trainee was shown before sending. */
function isAsExpected(session: SessionSnapshot, expected: ExpectedSession): boolean {
  const { sessionId, priceCents, startsOn, endsOn } = expected;
  return (
    session.id === sessionId &&
    session.priceCents === priceCents &&
    session.startsOn === startsOn &&
    session.endsOn === endsOn
  );
}

function refusal(dossier: Dossier, refused: RefusalCode, details: Record<string, unknown>): Refusal {
  return { refused, state: dossier.state, details };
}
