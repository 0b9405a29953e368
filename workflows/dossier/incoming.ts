import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { Actor, DossierMessage, MessageType } from '../../domain/dossier/messages.ts';
import { transitionTable } from '../../domain/dossier/transition-table.ts';
import type { OrganisationReply, SenderEnvelope, TraineeValidation } from './contract.ts';

/** A message that came, made whole: its shape is judged where it is applied. */
export interface Incoming {
  message: Pick<DossierMessage, 'id' | 'by' | 'type' | 'receivedAt'>;
  fingerprint: string | null;
}

const arrows = Object.values(transitionTable).flat();

/** The messages that somebody may send, each with its sender: what the table knows, but the dossier's own timers. */
export const senders: ReadonlyMap<MessageType, Actor> = new Map(
  arrows.filter(({ by }) => by !== 'system').map(({ message, by }) => [message, by]),
);

/** Makes a message of what was sent: what is missing of the envelope is put in its place. */
export function incomingOf(type: MessageType, sent: unknown, fallbackId: string): Incoming {
  // Anyone with access to Temporal can send anything: an exception here would block the workflow.
  const { messageId, receivedAt, by, fingerprint, ...contents } = (sent ?? {}) as SenderEnvelope;
  return {
    message: {
      ...contents,
      type,
      id: messageId ?? fallbackId,
      by: by ?? senders.get(type) ?? 'operator',
      receivedAt: receivedAt ?? now(),
    },
    fingerprint: fingerprint ?? null,
  };
}

/** Reads an organisation's reply. */
export function incomingReply(reply: OrganisationReply | undefined): Incoming {
  const {
    decision,
    changes = {},
    confirmedPriceCents,
    noteId = null,
    reasonId = null,
    ...envelope
  } = reply ?? ({} as OrganisationReply);
  const contents = { acknowledge: {}, accept: {}, refuse: { reasonId }, propose: { changes, noteId } }[
    decision
  ];
  const price = confirmedPriceCents === undefined ? {} : { confirmedPriceCents };
  return incomingOf(decision, { ...envelope, ...contents, ...price }, `reply:${decision}`);
}

/** Reads a trainee's validation. */
export function incomingValidation(validation: TraineeValidation | undefined): Incoming {
  return incomingOf('validate', validation, 'validate');
}

// In a workflow the clock is Temporal's: the same on every replay.
function now(): Instant {
  return new Date(Date.now()).toISOString() as Instant;
}
