import { queries } from '../../db/database.ts';
import { type CheckoutNote, noteSession } from '../../db/payments/checkouts.ts';
import { endEvent, receiveEvent } from '../../db/payments/events.ts';
import { attemptsOfPayments } from '../../db/payments/known-payments.ts';
import { noteRefund } from '../../db/payments/refunds.ts';
import { readDossier } from '../../db/recording/read-dossier.ts';
import type { EventOutcome } from '../../db/entities/payments.ts';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { type EventMeaning, meaningOf } from '../../domain/payment/event-news.ts';
import type { PaymentNews } from '../../domain/payment/news.ts';
import type { StripeEvent } from '../../domain/payment/stripe-objects.ts';
import { paymentResultSignal } from '../../workflows/dossier/contract.ts';
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
  const ending = await act(exchange, meaningOf(event), {
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

async function act(exchange: Exchange, meaning: EventMeaning, stamp: Stamp): Promise<Ending> {
  switch (meaning.kind) {
    case 'nothing':
      return { outcome: 'ignored' };
    case 'session_expired':
      await noteSession(exchange.em, meaning.session.id, { status: 'expired' });
      return { outcome: 'noted', number: meaning.dossier };
    case 'news': {
      const { dossier, news, session } = meaning;
      const outcome = await tell(exchange, dossier, { ...news, ...stamp });
      await note(exchange, dossier, { news, sessionId: session?.id ?? null });
      return { outcome, number: dossier };
    }
    case 'news_of_payment': {
      const { paymentId, news } = meaning;
      const attempt = (await attemptsOfPayments(exchange.em, [paymentId])).get(paymentId);
      if (attempt === undefined) return { outcome: 'unknown_dossier', paymentId };
      const { number, sequence } = attempt;
      const outcome = await tell(exchange, number, { ...news, sequence, ...stamp });
      return { outcome, number, paymentId };
    }
  }
}

async function tell(
  { em, services, giveUpAt }: Exchange,
  number: DossierNumber,
  result: PaymentNews & Stamp,
): Promise<EventOutcome> {
  const dossier = await readDossier(queries(em), number);
  if (dossier === null) return 'unknown_dossier';
  try {
    await signalDossier(services, { dossier, signal: paymentResultSignal, args: [result], giveUpAt });
    return 'signalled';
  } catch (error) {
    throw isUnanswered(error) ? temporarilyUnavailable(error) : error;
  }
}

/** Our own record of pages and refunds follows what was said, so that nobody need ask. */
async function note(
  { em }: Exchange,
  number: DossierNumber,
  { news, sessionId }: { news: PaymentNews; sessionId: string | null },
): Promise<void> {
  const { paymentId = null, refund, try: attempt, serviceId = null, failure = null } = news;
  if (refund !== undefined && attempt !== undefined) {
    const status = news.status === 'refund_succeeded' ? 'done' : 'failed';
    await noteRefund(em, { number, refund, try: attempt }, { status, refundId: serviceId, failure });
  }
  const status = pageStatus[news.status];
  if (sessionId !== null && status !== undefined) await noteSession(em, sessionId, { status, paymentId });
}

const pageStatus: Partial<Record<PaymentNews['status'], CheckoutNote['status']>> = {
  processing: 'processing',
  succeeded: 'paid',
  failed: 'failed',
};
