import { z } from 'zod';
import { cents } from '../money.ts';
import { dossierNumberSchema } from './metadata.ts';

const positive = z.coerce.number().int().min(1);

/** What we write on a Checkout Session and on its payment: whose it is, and nothing about the person. */
export const attemptMetadata = z.object({ dossier: dossierNumberSchema, sequence: positive });

/** What we write on a refund. */
export const refundMetadata = attemptMetadata.extend({ refund: positive, try: positive });

const amount = z.int().min(0).transform(cents);
const anyMetadata = z.record(z.string(), z.string()).nullish();

/** As much of a PaymentIntent as we read. */
export const paymentIntentSchema = z.object({
  id: z.string(),
  status: z.string(),
  /** The last try to pay; expanded where we ask for it, and then it says when the person submitted it (epoch seconds). */
  latest_charge: z.union([z.string(), z.object({ created: z.int().min(0) })]).nullish(),
  last_payment_error: z.object({ code: z.string().nullish(), decline_code: z.string().nullish() }).nullish(),
  metadata: anyMetadata,
});

/** As much of a Checkout Session as we read; its payment is expanded where we ask for it. */
export const sessionSchema = z.object({
  id: z.string(),
  status: z.enum(['open', 'complete', 'expired']).nullable(),
  payment_status: z.enum(['paid', 'unpaid', 'no_payment_required']),
  amount_total: amount.nullable(),
  currency: z.string().nullable(),
  payment_intent: z.union([z.string(), paymentIntentSchema]).nullable(),
  metadata: anyMetadata,
});

/** As much of a Refund as we read. */
export const refundSchema = z.object({
  id: z.string(),
  status: z.string().nullable(),
  failure_reason: z.string().nullish(),
  amount: amount.nullish(),
  payment_intent: z.string().nullish(),
  metadata: anyMetadata,
});

/** As much of a Charge as we read: what was given back of its payment, in all. */
export const chargeSchema = z.object({ payment_intent: z.string().nullish(), amount_refunded: amount });

/** As much of a Dispute as we read; it carries none of our metadata, only the payment. */
export const disputeSchema = z.object({
  id: z.string(),
  reason: z.string(),
  status: z.string().nullish(),
  payment_intent: z.string().nullish(),
});

/** An event as the webhook receives it; what is in it depends on its type. */
export const eventSchema = z.object({
  id: z.string().min(1).max(255),
  type: z.string().max(255),
  /** Epoch seconds. */
  created: z.int().min(0),
  /** Whether real money moves. */
  livemode: z.boolean().optional(),
  /** A connected account whose event this is; ours have none. */
  account: z.string().nullish(),
  data: z.object({ object: z.unknown() }),
});

/** A Checkout Session, as far as we read it. */
export type StripeSession = z.infer<typeof sessionSchema>;
/** A PaymentIntent, as far as we read it. */
export type StripePaymentIntent = z.infer<typeof paymentIntentSchema>;
/** A Refund, as far as we read it. */
export type StripeRefund = z.infer<typeof refundSchema>;
/** An event, as far as we read it. */
export type StripeEvent = z.infer<typeof eventSchema>;
