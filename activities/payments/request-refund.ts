import type { Stripe } from 'stripe';
import { queries } from '../../db/database.ts';
import { paymentOfAttempt } from '../../db/payments/checkouts.ts';
import { intendRefund, noteRefund } from '../../db/payments/refunds.ts';
import { readDossier } from '../../db/recording/read-dossier.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { owed, type RefundDuty } from '../../domain/dossier/owed.ts';
import type { RefundReason } from '../../domain/dossier/payment.ts';
import { dossierWorkflowId } from '../../domain/dossier/workflow-id.ts';
import type { PaymentNews } from '../../domain/payment/news.ts';
import { refundNews } from '../../domain/payment/session-news.ts';
import { clientOf, type PaymentDependencies } from './dependencies.ts';
import { ask, KeptFailureError, refusalCode } from './errors.ts';

const mostRefunds = 100;
const reasons: Readonly<Record<RefundReason, Stripe.RefundCreateParams.Reason>> = {
  cancellation: 'requested_by_customer',
  paid_after_cancellation: 'requested_by_customer',
  paid_twice: 'duplicate',
  paid_too_late: 'requested_by_customer',
  wrong_amount: 'requested_by_customer',
  by_hand: 'requested_by_customer',
};

/**
 * Asks for a refund, and says what Stripe says of it. Stripe keeps idempotency keys for a day only, and a try may have to wait
 * longer: what was made before under the same numbers is looked for first.
 */
export async function requestRefund(
  dependencies: PaymentDependencies,
  { number, id }: { number: DossierNumber; id: string },
): Promise<readonly PaymentNews[]> {
  const em = dependencies.db.em.fork();
  const request = requestOf(await readDossier(queries(em), number), id);
  if (request === null) return [];
  const paymentId = request.paymentId ?? (await paymentOfAttempt(em, request));
  await intendRefund(em, { ...request, paymentId });
  // Told by hand, or never made: there is nothing to ask the payment service about.
  const news =
    paymentId === null
      ? failed(request, 'payment_unknown')
      : await refund(clientOf(dependencies), request, paymentId);
  await noteRefund(em, request, {
    status: statusOf(news),
    refundId: news.serviceId ?? null,
    failure: news.failure ?? null,
  });
  return [news];
}

type RefundRequest = { number: DossierNumber } & RefundDuty;

/** The refund as the dossier owes it now; null when it was settled meanwhile. */
function requestOf(dossier: Dossier | null, id: string): RefundRequest | null {
  const duty = dossier === null ? undefined : owed(dossier).find((one) => one.id === id);
  return dossier === null || duty?.kind !== 'refund' ? null : { number: dossier.number, ...duty };
}

async function refund(stripe: Stripe, request: RefundRequest, paymentId: string): Promise<PaymentNews> {
  const { number, refund: which, try: attempt, sequence, amountCents, reason } = request;
  const made = await refundsOf(stripe, paymentId);
  const before = made.find(
    ({ metadata }) => metadata?.['refund'] === String(which) && metadata['try'] === String(attempt),
  );
  try {
    return newsOf(
      request,
      before ??
        (await ask(() =>
          stripe.refunds.create(
            {
              payment_intent: paymentId,
              amount: amountCents,
              reason: reasons[reason],
              metadata: {
                dossier: number,
                sequence: String(sequence),
                refund: String(which),
                try: String(attempt),
              },
            },
            { idempotencyKey: `${dossierWorkflowId(number)}:refund:${which}:${attempt}` },
          ),
        )),
    );
  } catch (error) {
    // Looked for above, it was not made: the next try has a key of its own.
    if (error instanceof KeptFailureError) return failed(request, 'service_failure');
    const code = refusalCode(error);
    if (code === null) throw error;
    return await refused(stripe, request, { paymentId, code });
  }
}

/** Refused because the money is back already, by whoever's hand, is as good as done. */
async function refused(
  stripe: Stripe,
  request: RefundRequest,
  { paymentId, code }: { paymentId: string; code: string },
): Promise<PaymentNews> {
  if (code === 'resource_missing') return failed(request, 'payment_unknown');
  if (code !== 'charge_already_refunded') return failed(request, code);
  const byHand = (await refundsOf(stripe, paymentId)).find(
    ({ status, amount }) => (status === 'succeeded' || status === 'pending') && amount >= request.amountCents,
  );
  return byHand === undefined ? failed(request, code) : newsOf(request, byHand);
}

async function refundsOf(stripe: Stripe, paymentId: string): Promise<Stripe.Refund[]> {
  try {
    const { data } = await ask(() => stripe.refunds.list({ payment_intent: paymentId, limit: mostRefunds }));
    return data;
  } catch (error) {
    // A payment that does not exist has none; asking for one then says so.
    if (refusalCode(error) === null) throw error;
    return [];
  }
}

function newsOf(request: RefundRequest, refund: Stripe.Refund): PaymentNews {
  const { sequence, refund: which, try: attempt } = request;
  const about = { sequence, refund: which, try: attempt };
  return refundNews(refund, about) ?? { ...about, status: 'refund_requested', serviceId: refund.id };
}

function failed({ sequence, refund: which, try: attempt }: RefundRequest, failure: string): PaymentNews {
  return { status: 'refund_failed', sequence, refund: which, try: attempt, failure };
}

function statusOf({ status }: PaymentNews): 'requested' | 'done' | 'failed' {
  if (status === 'refund_requested') return 'requested';
  return status === 'refund_succeeded' ? 'done' : 'failed';
}
