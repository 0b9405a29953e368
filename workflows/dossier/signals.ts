import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { DossierMessage, Envelope } from '../../domain/dossier/messages.ts';
import type {
  ContestDecision,
  DeadlineExtension,
  Delivery,
  OrganisationReply,
  SignalEnvelope,
  TraineeValidation,
} from './contract.ts';

/** Reads an organisation's reply as a message. */
export function messageOfReply(reply: OrganisationReply): DossierMessage {
  const envelope = envelopeOf('organisation', reply, `reply:${reply.decision}`);
  switch (reply.decision) {
    case 'propose':
      return {
        ...envelope,
        type: 'propose',
        changes: reply.changes ?? {},
        noteId: reply.noteId ?? null,
        ...(reply.confirmedPriceCents === undefined
          ? {}
          : { confirmedPriceCents: reply.confirmedPriceCents }),
      };
    case 'refuse':
      return { ...envelope, type: 'refuse', reasonId: reply.reasonId ?? null };
    case 'acknowledge':
    case 'accept':
      return { ...envelope, type: reply.decision };
  }
}

/** Reads a trainee's validation as a message. */
export function messageOfValidation(validation: TraineeValidation): DossierMessage {
  const { rightsCents, remainderCents, termsVersion, acceptedPriceCents } = validation;
  const envelope = envelopeOf('trainee', validation, 'validate');
  const accepted = acceptedPriceCents === undefined ? {} : { acceptedPriceCents };
  return { ...envelope, type: 'validate', rightsCents, remainderCents, termsVersion, ...accepted };
}

/** Reads an operator's extension as a message. */
export function messageOfExtension(extension: DeadlineExtension): DossierMessage {
  const { until, reason } = extension;
  return {
    ...envelopeOf('operator', extension, `extend:${until}`),
    type: 'extend_deadline',
    until,
    reason,
  };
}

/** Reads an operator's decision on a contest as a message. */
export function messageOfDecision(decision: ContestDecision): DossierMessage {
  const { outcome, reason } = decision;
  // The same decision may be right again, of a later contest.
  const envelope = envelopeOf('operator', decision, `resolve:${outcome}:${Date.now()}`);
  return { ...envelope, type: 'resolve_contest', outcome, reason };
}

/**
 * Makes a delivery of what an operator or another system sent. What cannot be read becomes a malformed message, which is
 * refused like any other: an exception here would block the workflow.
 */
export function readDelivery<T>(read: (sent: T) => DossierMessage, sent: T): Delivery {
  try {
    return { message: read(sent), fingerprint: null };
  } catch {
    return { message: null as unknown as DossierMessage, fingerprint: null };
  }
}

/** Who sent it, when, and as which message: the content's own id unless the sender gave one. */
export function envelopeOf(by: Envelope['by'], sent: SignalEnvelope, fallbackId: string): Envelope {
  return { by, id: sent.messageId ?? fallbackId, receivedAt: sent.receivedAt ?? now() };
}

// In a workflow the clock is Temporal's: the same on every replay.
function now(): Instant {
  return new Date(Date.now()).toISOString() as Instant;
}
