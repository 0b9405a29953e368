import { businessDayAfter } from '../../calendar/business-days.ts';
import { compareDays } from '../../calendar/calendar-day.ts';
import { parisDay } from '../../calendar/paris-time.ts';
import type { Policy } from '../../policy/policy.ts';
import { policyOf } from '../../policy/versions.ts';
import type { Dossier, SessionSnapshot } from '../dossier.ts';
import type { Facts } from '../facts.ts';
import type { MessageOf } from '../messages.ts';
import { priceRefusal } from '../price.ts';
import type { Refusal, RefusalCode } from '../refusal.ts';
import type { Effect } from './effect.ts';

/** Another session for the draft, or none yet. */
export function amended(dossier: Dossier, message: MessageOf<'amend_draft'>, facts: Facts): Effect | Refusal {
  const { training, session } = facts.catalogue ?? {};
  if (!training) return { refused: 'training_unavailable', state: dossier.state };
  if (message.sessionId === null) return { change: { training, session: null } };
  if (!session) return { refused: 'session_unavailable', state: dossier.state };
  return { change: { training, session } };
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
  const change = { training, session, policyVersion, sentAt: message.receivedAt };
  return tooSoon(dossier, session, policy, message) ?? { change };
}

function tooSoon(
  dossier: Dossier,
  session: SessionSnapshot,
  policy: Policy,
  message: MessageOf<'submit'>,
): Refusal | null {
  const notice = policy.earliestSessionStart;
  const today = parisDay(message.receivedAt);
  const earliest = notice === 0 ? today : businessDayAfter(today, notice, session.region);
  if (compareDays(session.startsOn, earliest) >= 0) return null;
  return refusal(dossier, 'session_too_soon', { earliestStart: earliest, startsOn: session.startsOn });
}

function refusal(dossier: Dossier, refused: RefusalCode, details: Record<string, unknown>): Refusal {
  return { refused, state: dossier.state, details };
}
