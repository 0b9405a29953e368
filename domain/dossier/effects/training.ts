import { compareDays } from '../../calendar/calendar-day.ts';
import { parisDay } from '../../calendar/paris-time.ts';
import type { Dossier } from '../dossier.ts';
import type { MessageOf } from '../messages.ts';
import type { Refusal } from '../refusal.ts';
import { closed, settledRights } from './closing.ts';
import type { Effect } from './effect.ts';

/** The organisation declares that the trainee entered: on a day from the validation to today. */
export function entered(dossier: Dossier, message: MessageOf<'declare_entry'>): Effect | Refusal {
  const today = parisDay(message.receivedAt);
  const tooEarly =
    dossier.validatedAt !== null && compareDays(message.enteredOn, parisDay(dossier.validatedAt)) < 0;
  if (tooEarly || compareDays(message.enteredOn, today) > 0) {
    return { refused: 'invalid_entry_date', state: dossier.state, details: { latest: today } };
  }
  return { change: { enteredOn: message.enteredOn } };
}

/** The organisation declares the end, on a day from the entry to today: the rights are consumed. */
export function ended(dossier: Dossier, message: MessageOf<'declare_end'>): Effect | Refusal {
  const { endedOn, attendancePercent, receivedAt } = message;
  const today = parisDay(receivedAt);
  const tooEarly = dossier.enteredOn !== null && compareDays(endedOn, dossier.enteredOn) < 0;
  if (tooEarly || compareDays(endedOn, today) > 0) {
    return { refused: 'invalid_end_date', state: dossier.state, details: { latest: today } };
  }
  const closure = closed('training_ended', 'organisation', receivedAt);
  return { change: { endedOn, attendancePercent, closure }, ledger: settledRights(dossier, 'consume') };
}
