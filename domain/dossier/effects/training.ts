import { compareDays } from '../../calendar/calendar-day.ts';
import { parisDay } from '../../calendar/paris-time.ts';
import type { Dossier } from '../dossier.ts';
import type { MessageOf } from '../messages.ts';
import type { Refusal, RefusalCode } from '../refusal.ts';
import { entryDays } from '../session-days.ts';
import { closed, settledRights } from './closing.ts';
import type { Effect } from './effect.ts';

/**
 * The organisation declares that the trainee entered: on one of the session's days, not before the validation and never a day
 * to come (docs/rules.md, "Entry and end"). All days are Paris days.
 */
export function entered(dossier: Dossier, message: MessageOf<'declare_entry'>): Effect | Refusal {
  const { enteredOn, receivedAt } = message;
  const { earliest, latest } = entryDays(dossier, parisDay(receivedAt));
  if (compareDays(enteredOn, earliest) < 0 || compareDays(enteredOn, latest) > 0) {
    return refusal(dossier, 'invalid_entry_date', { earliest, latest });
  }
  return { change: { enteredOn } };
}

/**
 * The organisation declares the end: from the session's last day on when all was attended; from the entry on when less was,
 * with a reason. The rights are consumed (docs/rules.md, "Entry and end").
 */
export function ended(dossier: Dossier, message: MessageOf<'declare_end'>): Effect | Refusal {
  const { endedOn, attendancePercent, reasonId, receivedAt } = message;
  const latest = parisDay(receivedAt);
  const earliest = dossier.enteredOn ?? latest;
  if (compareDays(endedOn, earliest) < 0 || compareDays(endedOn, latest) > 0) {
    return refusal(dossier, 'invalid_end_date', { earliest, latest });
  }
  const isPartial = attendancePercent !== null && attendancePercent < 100;
  if (isPartial && reasonId === null) return refusal(dossier, 'attendance_reason_missing', {});
  const lastDay = dossier.session?.endsOn ?? endedOn;
  if (!isPartial && compareDays(endedOn, lastDay) < 0) {
    return refusal(dossier, 'training_not_over', { lastDay });
  }
  const closure = { ...closed('training_ended', 'organisation', receivedAt), reasonId };
  return { change: { endedOn, attendancePercent, closure }, ledger: settledRights(dossier, 'consume') };
}

function refusal(dossier: Dossier, refused: RefusalCode, details: Record<string, unknown>): Refusal {
  return { refused, state: dossier.state, details };
}
