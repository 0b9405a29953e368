import { cancellationReasonLabels } from '../../../domain/dossier/cancellation-reasons.ts';
import type { CancellationReason } from '../../../domain/dossier/cancellation-reasons.ts';
import type { Dossier } from '../../../domain/dossier/dossier.ts';
import type { Actor } from '../../../domain/dossier/messages.ts';
import { toldRefund } from '../../../domain/dossier/told-refund.ts';
import { refundSentence } from '../../../domain/dossier/refund-words.ts';
import type { TimelineEvent } from '../../dossiers/timeline.ts';
import type { PageContext } from '../context.ts';

/** One line of the timeline: when, who, what, and by which rule. */
export interface TimelineLine {
  at: string;
  date: string;
  who: string;
  what: string;
  label: string;
  state: string;
  notes: string[];
  /** What it says of a refund; one of the notes. */
  told: string | null;
}

/** Writes the timeline, latest first. */
export function timelineView(
  context: PageContext,
  events: readonly TimelineEvent[],
  dossier: Pick<Dossier, 'payment'>,
): TimelineLine[] {
  return events.map((event) => lineOf(context, event, dossier)).reverse();
}

function lineOf(context: PageContext, event: TimelineEvent, dossier: Pick<Dossier, 'payment'>): TimelineLine {
  const { events: t } = context.texts;
  const told = refundOf(context, event, dossier);
  return {
    at: event.at,
    date: context.dates.dateTime(event.at),
    who: t.who[event.by as Actor],
    what: t.what(event.type),
    label: context.wording.labels[event.toState],
    state: event.toState,
    notes: [deadlineOf(context, event), reasonOf(context, event), told, t.rule(event.type)].filter(
      (note) => note !== null,
    ),
    told,
  };
}

/** Only where a message starts a count: a reminder, or a payment, leaves the date as it was. */
function deadlineOf({ texts, dates }: PageContext, { type, deadline }: TimelineEvent): string | null {
  const starts = ['submit', 'acknowledge', 'accept', 'propose', 'payment_failed', 'extend_deadline'];
  if (deadline === null || deadline.businessDays === null || !starts.includes(type)) return null;
  return texts.events.deadline(deadline.businessDays, dates.dateTime(deadline.at));
}

/** What a line says of a refund, in the words in which the page and the mail say it. */
function refundOf(
  { language }: PageContext,
  event: TimelineEvent,
  dossier: Pick<Dossier, 'payment'>,
): string | null {
  const told = toldRefund(dossier, event);
  return told === null ? null : refundSentence(told.refund, language, told.stage);
}

function reasonOf({ texts, wording }: PageContext, { details }: TimelineEvent): string | null {
  const { reason } = details;
  const isListed = typeof reason === 'string' && Object.hasOwn(cancellationReasonLabels, reason);
  return isListed ? texts.events.reason(wording.cancellationReasons[reason as CancellationReason]) : null;
}
