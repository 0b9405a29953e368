import type { MessageType } from '../dossier/messages.ts';
import type { DossierState } from '../dossier/states.ts';
import { transitionTable } from '../dossier/transition-table.ts';

/** What is told of a message that a trainee wrote, and of the files that went with it. */
export const messageEventTypes = ['dossier.message', 'dossier.file'] as const;
type MessageEventType = (typeof messageEventTypes)[number];

/** What an organisation's software can be told of a dossier. */
export type WebhookEventType =
  | `dossier.${Exclude<DossierState, 'draft'>}`
  | 'dossier.acknowledged'
  | 'dossier.deadline_extended'
  | 'dossier.dates_proposed'
  | 'dossier.dates_withdrawn'
  | 'dossier.dates_accepted'
  | 'dossier.dates_declined'
  | 'dossier.contested'
  | 'dossier.contest_decided'
  | 'dossier.reply_reminder'
  | MessageEventType;

/** A line of a dossier's timeline, as far as it decides what an organisation is told. */
export interface RecordedStep {
  /** A message's type, or `open` for the first line. */
  type: MessageType | 'open';
  fromState: DossierState | null;
  toState: DossierState;
}

/**
 * Names what an organisation is told of a step: each change of state by the new state, and what concerns the organisation
 * without changing it. Null for what it does not see (drafts, payments under way) or need not hear of.
 */
export function webhookEventOf({ type, fromState, toState }: RecordedStep): WebhookEventType | null {
  if (toState === 'draft') return null;
  if (type === 'contest') return 'dossier.contested';
  if (type === 'resolve_contest') return 'dossier.contest_decided';
  if (fromState !== toState) return `dossier.${toState}`;
  const ofDates = datesEvents[type as keyof typeof datesEvents];
  if (ofDates !== undefined) return ofDates;
  if (type === 'acknowledge') return 'dossier.acknowledged';
  if (type === 'extend_deadline') return 'dossier.deadline_extended';
  // Of the two sides, it is the organisation that must act on a request.
  return type === 'remind' && toState === 'requested' ? 'dossier.reply_reminder' : null;
}

const datesEvents = {
  propose_dates: 'dossier.dates_proposed',
  withdraw_dates: 'dossier.dates_withdrawn',
  accept_dates: 'dossier.dates_accepted',
  decline_dates: 'dossier.dates_declined',
} as const;

/** Every type that some arrow of the transition table gives, in the order of the table, and those of messages. */
export const webhookEventTypes: readonly WebhookEventType[] = [
  ...new Set(typesOfTable()),
  ...messageEventTypes,
];

/** Tells whether a text is a type of event. */
export function isWebhookEventType(text: string): text is WebhookEventType {
  return webhookEventTypes.some((type) => type === text);
}

function typesOfTable(): WebhookEventType[] {
  const states = Object.keys(transitionTable) as DossierState[];
  return states.flatMap((fromState) =>
    transitionTable[fromState].flatMap(({ message, to }) => {
      const type = webhookEventOf({ type: message, fromState, toState: to });
      return type === null ? [] : [type];
    }),
  );
}
