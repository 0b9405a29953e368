import { instant, parisDay } from '../calendar/paris-time.ts';
import { conditions } from './conditions.ts';
import type { Dossier } from './dossier.ts';
import type { Actor, DossierMessage, MessageType } from './messages.ts';
import type { Refusal } from './refusal.ts';
import { entryIsOpen } from './session-days.ts';
import { type Arrow, transitionTable } from './transition-table.ts';

/**
 * Finds the arrow that a message takes, or says why there is none. Looks at nothing but the dossier and the message: no
 * clock, no calendar, so that a workflow may ask it while a message is validated and get the same answer on any replay.
 */
export function check(dossier: Dossier, message: DossierMessage): Arrow | Refusal {
  const candidates = transitionTable[dossier.state].filter(
    (arrow) => arrow.message === message.type && arrow.by === message.by,
  );
  if (dossier.deletedAt !== null && message.by === 'trainee') return refuse(dossier, 'not_allowed_in_state');
  if (candidates.length === 0) return refuse(dossier, 'not_allowed_in_state');
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
 * Lists what a person may do now, for buttons and for the API's `actions`.
 * @param now epoch milliseconds; after the deadline nothing is offered but what the table allows a finished dossier,
 * and an entry only on a day on which it can be declared.
 */
export function actionsOf(dossier: Dossier, actor: Actor, now: number): MessageType[] {
  if (dossier.deletedAt !== null) return [];
  const late = hasPersonalDeadline(dossier) && now > Date.parse(dossier.deadline?.at ?? '');
  const arrows = late ? [] : transitionTable[dossier.state];
  const allowed = arrows.filter(
    (arrow) =>
      arrow.by === actor && (arrow.when ?? []).every((name) => conditions[name].holds(dossier, null)),
  );
  const actions = new Set(allowed.map((arrow) => arrow.message));
  if (!entryIsOpen(dossier, parisDay(instant(now)))) actions.delete('declare_entry');
  return [...actions];
}

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

function refuse(dossier: Dossier, refused: Refusal['refused']): Refusal {
  return { refused, state: dossier.state };
}
