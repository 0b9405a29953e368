import { compareDays } from '../../calendar/calendar-day.ts';
import { policyOf } from '../../policy/versions.ts';
import { priceRefusal } from '../price.ts';
import { begunRefusal } from '../session-days.ts';
import { needsConfirmation } from '../price-change.ts';
import type { Change, Dossier, SessionSnapshot } from '../dossier.ts';
import type { MessageOf, ProposedChanges } from '../messages.ts';
import type { Refusal } from '../refusal.ts';
import type { Effect } from './effect.ts';

const changeable = ['startsOn', 'endsOn', 'priceCents', 'hours', 'place'] as const;

/** The organisation accepts the session as it is. */
export function acceptedUnchanged(dossier: Dossier, { receivedAt }: MessageOf<'accept'>): Effect | Refusal {
  const { session } = dossier;
  if (session === null) return { refused: 'session_required', state: dossier.state };
  return begunRefusal(dossier, session, receivedAt) ?? { change: {} };
}

/** The organisation accepts with changes: the session as offered, and each change as before and after. */
export function proposed(dossier: Dossier, message: MessageOf<'propose'>): Effect | Refusal {
  const { session } = dossier;
  if (session === null) return { refused: 'session_required', state: dossier.state };
  const offered = { ...session, ...message.changes };
  const changes = changesBetween(session, message.changes);
  if (changes.length === 0 && message.noteId === null)
    return { refused: 'empty_proposal', state: dossier.state };
  if (compareDays(offered.endsOn, offered.startsOn) < 0) {
    return { refused: 'invalid_session_dates', state: dossier.state };
  }
  const begun = begunRefusal(dossier, offered, message.receivedAt);
  if (begun !== null) return begun;
  const badPrice = priceRefusal(offered.priceCents, policyOf(dossier.policyVersion), dossier);
  if (badPrice !== null) return badPrice;
  const price = { beforeCents: session.priceCents, afterCents: offered.priceCents };
  if (needsConfirmation(price) && message.confirmedPriceCents !== offered.priceCents) {
    return { refused: 'price_not_confirmed', state: dossier.state, details: price };
  }
  return { change: { session: offered, proposal: { changes, noteId: message.noteId } } };
}

function changesBetween(session: SessionSnapshot, offered: ProposedChanges): Change[] {
  return changeable.flatMap((field) => {
    const after = offered[field];
    const before = session[field];
    return after === undefined || after === before ? [] : [{ field, before, after }];
  });
}
