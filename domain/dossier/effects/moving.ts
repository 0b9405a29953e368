import { compareDays } from '../../calendar/calendar-day.ts';
import type { Dossier } from '../dossier.ts';
import type { MessageOf } from '../messages.ts';
import type { Refusal } from '../refusal.ts';
import { begunRefusal } from '../session-days.ts';
import type { Effect } from './effect.ts';

/**
 * The organisation proposes other dates for a dossier that it accepted, in place of any that it proposed before. Refused for
 * the dates that the dossier has, and once the session, or the one proposed, has begun.
 */
export function datesProposed(dossier: Dossier, message: MessageOf<'propose_dates'>): Effect | Refusal {
  const { startsOn, endsOn, noteId, receivedAt: at } = message;
  const { session, state } = dossier;
  if (session === null) return { refused: 'session_required', state };
  if (compareDays(endsOn, startsOn) < 0) return { refused: 'invalid_session_dates', state };
  const isSame = compareDays(startsOn, session.startsOn) === 0 && compareDays(endsOn, session.endsOn) === 0;
  if (isSame) return { refused: 'empty_proposal', state };
  const begun = begunRefusal(dossier, session, at) ?? begunRefusal(dossier, { ...session, startsOn }, at);
  return begun ?? { change: { dateProposal: { startsOn, endsOn, at, noteId } } };
}

/**
 * The trainee accepts: the dates move, and nothing else. Refused with the dates that are proposed now when those are not the
 * ones that the trainee was shown, and once they have come.
 */
export function datesAccepted(dossier: Dossier, message: MessageOf<'accept_dates'>): Effect | Refusal {
  const { session, dateProposal, state } = dossier;
  if (session === null || dateProposal == null) return { refused: 'no_dates_proposed', state };
  const { startsOn, endsOn } = dateProposal;
  if (compareDays(startsOn, message.startsOn) !== 0 || compareDays(endsOn, message.endsOn) !== 0) {
    return { refused: 'dates_changed', state, details: { startsOn, endsOn } };
  }
  const moved = { ...session, startsOn, endsOn };
  return (
    begunRefusal(dossier, moved, message.receivedAt) ?? { change: { session: moved, dateProposal: null } }
  );
}

/** The dates stay as they are: the trainee declined, or the organisation took its proposal back. */
export const datesKept: Effect = { change: { dateProposal: null } };
