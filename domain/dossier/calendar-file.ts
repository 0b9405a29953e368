import ical, {
  ICalCalendarMethod,
  ICalEventStatus,
  ICalEventTransparency,
  type ICalCalendar,
} from 'ical-generator';
import { addDays, type CalendarDay } from '../calendar/calendar-day.ts';
import type { Deadline, DeadlineKind } from '../calendar/deadline.ts';
import { frenchDateTime } from '../calendar/french-dates.ts';
import { parisDay } from '../calendar/paris-time.ts';
import { actorOf } from '../notices/notices-of.ts';
import { runningDeadline } from './check.ts';
import type { Dossier } from './dossier.ts';
import { formatDossierNumber } from './number.ts';
import type { DossierState } from './states.ts';

const lastDayTo: Readonly<Record<DeadlineKind, string>> = {
  organisation_reply: 'Dernier jour pour la réponse de l’organisme',
  prerequisites_acknowledgement: 'Dernier jour pour l’accusé de réception de l’organisme',
  prerequisites_reply: 'Dernier jour pour la réponse de l’organisme',
  trainee_validation: 'Dernier jour pour finaliser votre inscription',
  payment_renewal: 'Dernier jour pour renouveler votre paiement',
  draft_kept: 'Dernier jour pour envoyer votre dossier',
  record_kept: '',
};

/**
 * Writes a dossier’s deadline and session as an iCalendar file; the same events again, in a later version, replace these.
 * @param stamp when this was so, in epoch milliseconds
 */
export function calendarFile(dossier: Dossier, stamp: number): string {
  const calendar = ical({ name: formatDossierNumber(dossier.number) });
  addDeadline(calendar, dossier, stamp);
  addSession(calendar, dossier, stamp);
  return calendar.toString();
}

/** A dossier for a calendar of several, as it was at an instant (epoch milliseconds). */
export interface StampedDossier {
  dossier: Dossier;
  stamp: number;
}

/** Writes the deadlines and sessions of a trainee's dossiers as one calendar, to be read again and again. */
export function traineeCalendar(dossiers: readonly StampedDossier[]): string {
  const calendar = ical({ name: 'Mes dossiers de formation' });
  for (const { dossier, stamp } of dossiers) {
    addDeadline(calendar, dossier, stamp);
    addSession(calendar, dossier, stamp);
  }
  return calendar.toString();
}

/** Writes the deadlines that an organisation itself must keep as one calendar. */
export function organisationCalendar(dossiers: readonly StampedDossier[]): string {
  const calendar = ical({ name: 'Dossiers de formation à traiter' });
  for (const { dossier, stamp } of dossiers) {
    const deadline = runningDeadline(dossier);
    if (deadline === null || actorOf(deadline) !== 'organisation') continue;
    calendar.createEvent(deadlineEvent(dossier, deadline, stamp));
  }
  return calendar.toString();
}

/**
 * Writes a deadline alone, to go with a mail: once published, a later version moves it and a cancelled one takes it away,
 * by the same UID (RFC 5546, 3.2.1 and 3.2.5).
 * @param version the dossier's, which rises: the sequence of the event
 */
export function deadlineFile(
  dossier: Dossier,
  {
    deadline,
    version,
    stamp,
    method,
  }: {
    deadline: Deadline;
    version: number;
    stamp: number;
    method: 'publish' | 'cancel';
  },
): string {
  const isCancelled = method === 'cancel';
  const calendar = ical({ method: isCancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.PUBLISH });
  const event = calendar.createEvent(deadlineEvent({ ...dossier, version }, deadline, stamp));
  if (isCancelled) event.status(ICalEventStatus.CANCELLED);
  return calendar.toString();
}

function addDeadline(calendar: ICalCalendar, dossier: Dossier, stamp: number): void {
  const deadline = runningDeadline(dossier);
  if (deadline === null || deadline.kind === 'record_kept') return;
  calendar.createEvent(deadlineEvent(dossier, deadline, stamp));
}

function deadlineEvent(dossier: Dossier, deadline: Deadline, stamp: number) {
  return {
    ...wholeDays(parisDay(deadline.at), parisDay(deadline.at)),
    id: `dossier-${dossier.number}-deadline`,
    sequence: dossier.version,
    stamp: new Date(stamp),
    // Neither a deadline nor a session keeps its days from being booked.
    transparency: ICalEventTransparency.TRANSPARENT,
    summary: `${lastDayTo[deadline.kind]} (${formatDossierNumber(dossier.number)})`,
    description: `${dossier.training.title}. Jusqu’au ${frenchDateTime(deadline.at)}, heure de Paris.`,
  };
}

function addSession(
  calendar: ICalCalendar,
  { number, version, state, training, session }: Dossier,
  stamp: number,
): void {
  if (session === null) return;
  calendar.createEvent({
    ...wholeDays(session.startsOn, session.endsOn),
    id: `dossier-${number}-session`,
    sequence: version,
    stamp: new Date(stamp),
    transparency: ICalEventTransparency.TRANSPARENT,
    status: sessionStatus(state),
    summary: training.title,
    description: formatDossierNumber(number),
    location: session.remote ? 'À distance' : session.place,
  });
}

/** A session is sure once the dossier is validated, and takes place no more once it is over without training. */
function sessionStatus(state: DossierState): ICalEventStatus {
  switch (state) {
    case 'validated':
    case 'in_training':
    case 'completed':
      return ICalEventStatus.CONFIRMED;
    case 'refused':
    case 'request_cancelled':
    case 'cancelled':
    case 'cancelled_by_organisation':
      return ICalEventStatus.CANCELLED;
    default:
      return ICalEventStatus.TENTATIVE;
  }
}

/** iCalendar's last day is the one after; the library writes the UTC day. */
function wholeDays(first: CalendarDay, last: CalendarDay) {
  return { allDay: true, start: utcMidnight(first), end: utcMidnight(addDays(last, 1)) };
}

function utcMidnight(day: CalendarDay): Date {
  return new Date(`${day}T00:00:00Z`);
}
