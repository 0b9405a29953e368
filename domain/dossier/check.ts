import { type Instant, instant, parisDay } from '../calendar/paris-time.ts';
import { conditions } from './conditions.ts';
import type { Dossier } from './dossier.ts';
import type { Actor, DossierMessage, MessageType } from './messages.ts';
import type { Refusal } from './refusal.ts';
import { entryIsOpen, hasBegun } from './session-days.ts';
import { type Arrow, transitionTable } from './transition-table.ts';

/**
 * Finds the arrow that a message takes, or says why there is none. Looks at nothing but the dossier and the message: no
 * clock, no calendar, so that the API may refuse what the row already forbids.
 */
export function check(dossier: Dossier, message: DossierMessage): Arrow | Refusal {
  const candidates = transitionTable[dossier.state].filter(
    (arrow) => arrow.message === message.type && arrow.by === message.by,
  );
  if (candidates.length === 0) return whatHappened(dossier, message);
  if (dossier.deletedAt !== null && message.by === 'trainee') return refuse(dossier, 'not_allowed_in_state');
  if (isLate(dossier, message)) {
    return { ...refuse(dossier, 'deadline_passed'), details: { deadline: dossier.deadline?.at } };
  }
  let firstObstacle: Refusal | null = null;
  for (const arrow of candidates) {
    const obstacle = arrow.when?.find((name) => !conditions[name].holds(dossier, message));
    if (obstacle === undefined) return arrow;
    firstObstacle ??= refuse(dossier, conditions[obstacle].refusal);
  }
  return firstObstacle ?? refuse(dossier, 'not_allowed_in_state');
}

/**
 * Lists what a person may do now, for buttons and for the API's `actions`: exactly what would be accepted.
 * @param now epoch milliseconds; after the deadline nothing is offered to those whom it binds.
 */
export function actionsOf(dossier: Dossier, actor: Actor, now: number): MessageType[] {
  const isBound = actor === 'trainee' || actor === 'organisation';
  if (dossier.deletedAt !== null && actor === 'trainee') return [];
  if (isBound && hasPersonalDeadline(dossier) && now > Date.parse(dossier.deadline?.at ?? '')) return [];
  const at = instant(now);
  const allowed = transitionTable[dossier.state].filter(
    (arrow) =>
      arrow.by === actor &&
      (arrow.when ?? []).every((name) => conditions[name].holds(dossier, null)) &&
      (possibleAt[arrow.message]?.(dossier, at) ?? true),
  );
  return [...new Set(allowed.map((arrow) => arrow.message))];
}

const beforeSession = ({ session }: Dossier, at: Instant) => session !== null && !hasBegun(session, at);

/** What some actions need beside their arrow, by the calendar of the day. */
const possibleAt: Partial<Record<MessageType, (dossier: Dossier, at: Instant) => boolean>> = {
  submit: ({ session }) => session !== null,
  accept: beforeSession,
  validate: beforeSession,
  propose_dates: beforeSession,
  accept_dates: ({ dateProposal }, at) => dateProposal != null && !hasBegun(dateProposal, at),
  declare_entry: (dossier, at) => entryIsOpen(dossier, parisDay(at)),
  extend_deadline: ({ deadline }) => deadline !== null,
};

/** The deadline that runs now: none while a payment is being processed, which is waited for (domain.md, "Deadlines"). */
export function runningDeadline(dossier: Dossier): Dossier['deadline'] {
  return dossier.state === 'payment_pending' ? null : dossier.deadline;
}

function isLate(dossier: Dossier, message: DossierMessage): boolean {
  const judged = message.by === 'trainee' || message.by === 'organisation';
  if (!judged || !hasPersonalDeadline(dossier) || dossier.deadline === null) return false;
  return Date.parse(message.receivedAt) > Date.parse(dossier.deadline.at);
}

/** Deadlines that bind a person; the others only tidy up (drafts and records kept for a time). */
function hasPersonalDeadline(dossier: Dossier): boolean {
  const kind = runningDeadline(dossier)?.kind;
  return kind !== undefined && kind !== 'draft_kept' && kind !== 'record_kept';
}

/** What people may have asked for before a request ended by its deadline. */
const stoppedByDeadline: readonly MessageType[] = [
  ...(['acknowledge', 'accept', 'propose', 'refuse', 'withdraw'] as const),
  ...(['validate', 'open_payment', 'cancel'] as const),
];

/** Tells whoever comes after the end what happened meanwhile, rather than only that their action is impossible. */
function whatHappened(dossier: Dossier, message: DossierMessage): Refusal {
  const { closure } = dossier;
  const isPersons = message.by === 'trainee' || message.by === 'organisation';
  if (closure === null || !isPersons) return refuse(dossier, 'not_allowed_in_state');
  const byDeadline = closure.by === 'deadline';
  const early = Date.parse(closure.at) - Date.parse(message.receivedAt);
  if (early > 0 || (byDeadline && early === 0)) {
    const { reason, by, at } = closure;
    return { ...refuse(dossier, 'ended_meanwhile'), details: { reason, by, at } };
  }
  return byDeadline && stoppedByDeadline.includes(message.type)
    ? { ...refuse(dossier, 'deadline_passed'), details: { deadline: closure.at } }
    : refuse(dossier, 'not_allowed_in_state');
}

function refuse(dossier: Dossier, refused: Refusal['refused']): Refusal {
  return { refused, state: dossier.state };
}
