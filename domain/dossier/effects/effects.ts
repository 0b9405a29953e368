import type { Dossier } from '../dossier.ts';
import type { Facts } from '../facts.ts';
import type { DossierMessage } from '../messages.ts';
import type { Refusal } from '../refusal.ts';
import type { Effect } from './effect.ts';
import { cancelled, lapsed, refused, withdrawn } from './closing.ts';
import { contested, resolved } from './contesting.ts';
import { amended, submitted } from './drafting.ts';
import { datesAccepted, datesKept, datesProposed } from './moving.ts';
import { opened, paymentFailed, paymentProcessing, paymentSucceeded } from './paying.ts';
import { disputeClosed, disputed, refundFound } from './disputing.ts';
import { refundFailed, refundRequested, refundSucceeded } from './refunding.ts';
import { acceptedUnchanged, proposed } from './replying.ts';
import { ended, entered } from './training.ts';
import { validated } from './validating.ts';

const nothing: Effect = { change: {} };

/** Works out what an allowed message changes, or why its contents cannot be accepted. */
export function effectOf(dossier: Dossier, message: DossierMessage, facts: Facts): Effect | Refusal {
  switch (message.type) {
    case 'amend_draft':
      return amended(dossier, message, facts);
    case 'submit':
      return submitted(dossier, message, facts);
    case 'acknowledge':
      return { change: { acknowledgedAt: message.receivedAt } };
    case 'accept':
      return acceptedUnchanged(dossier, message);
    case 'propose':
      return proposed(dossier, message);
    case 'propose_dates':
      return datesProposed(dossier, message);
    case 'accept_dates':
      return datesAccepted(dossier, message);
    case 'withdraw_dates':
    case 'decline_dates':
      return datesKept;
    case 'refuse':
      return refused(message);
    case 'cancel':
      return cancelled(dossier, message, facts);
    case 'withdraw':
      return withdrawn(dossier, message);
    case 'validate':
      return validated(dossier, message, facts);
    case 'open_payment':
      return opened(dossier);
    case 'payment_processing':
      return paymentProcessing(dossier, message);
    case 'payment_succeeded':
      return paymentSucceeded(dossier, message);
    case 'payment_failed':
      return paymentFailed(dossier, message);
    case 'payment_disputed':
      return disputed(dossier, message);
    case 'dispute_closed':
      return disputeClosed(dossier, message);
    case 'refund_found':
      return refundFound(dossier, message);
    case 'refund_requested':
      return refundRequested(dossier, message);
    case 'refund_succeeded':
      return refundSucceeded(dossier, message);
    case 'refund_failed':
      return refundFailed(dossier, message);
    case 'declare_entry':
      return entered(dossier, message);
    case 'declare_end':
      return ended(dossier, message);
    case 'contest':
      return contested(dossier, message);
    case 'resolve_contest':
      return resolved(dossier, message);
    case 'deadline_passed':
      return lapsed(dossier);
    case 'delete':
    case 'extend_deadline':
    case 'remind':
      return nothing;
  }
}
