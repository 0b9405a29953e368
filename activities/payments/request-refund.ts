import type { Stripe } from 'stripe';
import { queries } from '../../db/database.ts';
import { paymentOfAttempt } from '../../db/payments/checkouts.ts';
import { readDossier } from '../../db/recording/read-dossier.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { owed, type RefundDuty } from '../../domain/dossier/owed.ts';
import { dossierWorkflowId } from '../../domain/dossier/workflow-id.ts';
import type { PaymentMessage } from '../../domain/payment/message.ts';
import { refundMessage } from '../../domain/payment/refund-message.ts';
import { clientOf, type PaymentDependencies } from './dependencies.ts';
import { ask, KeptFailureError, refusalCode } from './errors.ts';

const mostRefunds = 100;

/**
 * Asks for a refund, and says what Stripe says of it. Stripe keeps idempotency keys for a day only, and a try may have to wait
 * longer: what was made before under the same numbers is looked for first.
 */
export async function requestRefund(
  dependencies: PaymentDependencies,
  { number, id }: { number: DossierNumber; id: string },
): Promise<readonly PaymentMessage[]> {
  const em = dependencies.db.em.fork();
  const dossier = await readDossier(queries(em), number);
  const duty = dossier === null ? undefined : owed(dossier).find((one) => one.id === id);
  // Settled meanwhile.
  if (duty?.kind !== 'refund') return [];
  const request = { number, ...duty };
  const paymentId = duty.paymentId ?? (await paymentOfAttempt(em, request));
  // Told by hand, or never made: there is nothing to ask the payment service about.
  if (paymentId === null) return [failed(request, 'payment_unknown')];
  return [await refund(clientOf(dependencies), request, paymentId)];
}

type RefundRequest = { number: DossierNumber } & RefundDuty;

async function refund(stripe: Stripe, request: RefundRequest, paymentId: string): Promise<PaymentMessage> {
  const { number, refund: which, try: attempt, sequence, amountCents, reason } = request;
  const made = await refundsOf(stripe, paymentId);
  const before = made.find(
    ({ metadata }) => metadata?.['refund'] === String(which) && metadata['try'] === String(attempt),
  );
  try {
    return saidOf(
      request,
      before ??
        (await ask(() =>
          stripe.refunds.create(
            {
              payment_intent: paymentId,
              amount: amountCents,
              reason: reason === 'paid_twice' ? 'duplicate' : 'requested_by_customer',
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
): Promise<PaymentMessage> {
  if (code === 'resource_missing') return failed(request, 'payment_unknown');
  if (code !== 'charge_already_refunded') return failed(request, code);
  const byHand = (await refundsOf(stripe, paymentId)).find(
    ({ status, amount }) => (status === 'succeeded' || status === 'pending') && amount >= request.amountCents,
  );
  return byHand === undefined ? failed(request, code) : saidOf(request, byHand);
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

function saidOf({ refund: which, try: attempt }: RefundRequest, refund: Stripe.Refund): PaymentMessage {
  const about = { refund: which, try: attempt };
  return refundMessage(refund, about) ?? { type: 'refund_requested', ...about, refundId: refund.id };
}

function failed({ refund: which, try: attempt }: RefundRequest, failure: string): PaymentMessage {
  return { type: 'refund_failed', refund: which, try: attempt, refundId: null, failure };
}
