import { queries } from '../../db/database.ts';
import { noteCheckout } from '../../db/payments/checkouts.ts';
import { endEvent, receiveEvent } from '../../db/payments/events.ts';
import { addressed } from '../../db/payments/known-payments.ts';
import { readDossier } from '../../db/recording/read-dossier.ts';
import type { EventOutcome } from '../../db/entities/payments.ts';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { meaningOf } from '../../domain/payment/event-meaning.ts';
import type { PaymentMessage } from '../../domain/payment/message.ts';
import type { StripeEvent } from '../../domain/payment/stripe-objects.ts';
import { signalOf } from '../../workflows/dossier/contract.ts';
import { signalDossier } from '../dossiers/deliver.ts';
import { isUnanswered } from '../dossiers/temporal-outcome.ts';
import type { Exchange } from '../http/route.ts';
import { temporarilyUnavailable } from '../problems/problem.ts';

interface Ending {
  outcome: EventOutcome;
  number?: DossierNumber;
  paymentId?: string;
}

/**
 * Takes an event in. The dossier is told first and the event counts as done last, so that a crash between them makes Stripe send
 * it again; the dossier knows it then by its id, and nothing is done twice. Throws `temporarily_unavailable` while Temporal does
 * not answer, for the same reason.
 */
export async function takeEvent(exchange: Exchange, event: StripeEvent): Promise<EventOutcome> {
  const { em } = exchange;
  const { id, type, created } = event;
  const known = await receiveEvent(em, { id, type, created, receivedAt: exchange.receivedAt });
  if (known.outcome !== 'received') return known.outcome;
  const ending = await act(exchange, event, {
    messageId: `stripe:${id}`,
    receivedAt: known.receivedAt,
  });
  await endEvent(em, id, ending);
  if (ending.outcome === 'unknown_dossier') {
    exchange.services.logger.error({ event: id, type }, 'event for an unknown dossier');
  }
  return ending.outcome;
}

interface Stamp {
  messageId: string;
  /** When the event first came: what counts, however often it had to be sent. */
  receivedAt: Instant;
}

async function act(exchange: Exchange, event: StripeEvent, stamp: Stamp): Promise<Ending> {
  const { em } = exchange;
  const meaning = meaningOf(event);
  if (meaning === null) return { outcome: 'ignored' };
  const about = 'paymentId' in meaning ? { paymentId: meaning.paymentId } : {};
  const [said = null] = await addressed(em, [meaning]);
  if (said === null) return { outcome: 'unknown_dossier', ...about };
  const { number, message } = said;
  const outcome = message === null ? 'noted' : await tell(exchange, number, { ...message, ...stamp });
  // Our own record of the page follows, so that nobody need ask.
  if ('page' in meaning) await noteCheckout(em, meaning.page, meaning.page);
  return { outcome, number, ...about };
}

async function tell(
  { em, services, giveUpAt }: Exchange,
  number: DossierNumber,
  { type, ...sent }: PaymentMessage & Stamp,
): Promise<EventOutcome> {
  const dossier = await readDossier(queries(em), number);
  if (dossier === null) return 'unknown_dossier';
  try {
    await signalDossier(services, { dossier, signal: signalOf(type), args: [sent], giveUpAt });
    return 'signalled';
  } catch (error) {
    throw isUnanswered(error) ? temporarilyUnavailable(error) : error;
  }
}
