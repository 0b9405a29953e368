import { z } from 'zod';
import { isCalendarDay } from '../calendar/calendar-day.ts';
import { type Instant, instant } from '../calendar/paris-time.ts';
import { cents } from '../money.ts';
import { organisationForceMajeure, traineeForceMajeure } from './cancellation-reasons.ts';
import { contestable, contestOutcomes } from './contest.ts';
import type { DossierMessage } from './messages.ts';
import { disputeOutcomes } from './payment.ts';

const largestCents = 1_000_000_000;
const longestPlace = 200;
const mostHours = 10_000;
const longestReason = 500;

/** A day `YYYY-MM-DD` that exists. */
export const calendarDaySchema = z
  .string()
  .refine(isCalendarDay, { error: 'Une date au format AAAA-MM-JJ est attendue.' });

/** An amount in integer cents, from 0. */
export const centsSchema = z.int().min(0).max(largestCents).transform(cents);

/** How much of a training was attended, in whole percents. */
export const attendanceSchema = z.int().min(0).max(100);
/** What was paid: a payment of nothing is none. */
const paidCentsSchema = z.int().min(1).max(largestCents).transform(cents);

const instantSchema = z.iso.datetime().transform((text): Instant => instant(text));
const textIdSchema = z.uuid().nullable();

/** Text that Postgres can keep: NUL and halves of surrogate pairs would fail every attempt to record it. */
const plainText = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/^[^\0\p{Surrogate}]*$/u, { error: 'Ce texte contient des caractères interdits.' });
const sequenceSchema = z.int().min(1);

/** An id of the payment service. */
const serviceIdSchema = plainText(255);
const told = {
  at: instantSchema.nullish(),
  submittedAt: instantSchema.nullish(),
  paymentId: serviceIdSchema.nullish(),
};

/** What an organisation may change in a proposal. */
export const proposedChangesSchema = z.strictObject({
  startsOn: calendarDaySchema.optional(),
  endsOn: calendarDaySchema.optional(),
  priceCents: centsSchema.optional(),
  hours: z.number().positive().max(mostHours).optional(),
  place: plainText(longestPlace).trim().min(1).optional(),
});

/** What a trainee was shown of a cancellation before confirming it. */
export const cancellationAmountsSchema = z.strictObject({
  rightsBackCents: centsSchema,
  rightsConsumedCents: centsSchema,
  remainderRefundedCents: centsSchema,
  remainderKeptCents: centsSchema,
});

const envelope = {
  id: plainText(200).min(1),
  by: z.enum(['trainee', 'organisation', 'payment', 'operator', 'system']),
  receivedAt: instantSchema,
};

/** The session that a trainee was shown before sending. */
export const expectedSessionSchema = z.object({
  sessionId: z.uuid(),
  startsOn: calendarDaySchema,
  endsOn: calendarDaySchema,
  priceCents: centsSchema,
});

const contents = {
  amend_draft: { sessionId: z.uuid().nullable() },
  submit: { expected: expectedSessionSchema.optional() },
  delete: {},
  cancel: {
    reason: z.enum(traineeForceMajeure).nullable(),
    expected: cancellationAmountsSchema.optional(),
    withoutProof: z.boolean().optional(),
  },
  acknowledge: {},
  accept: {},
  propose: {
    changes: proposedChangesSchema,
    noteId: textIdSchema,
    confirmedPriceCents: centsSchema.nullish(),
  },
  refuse: { reasonId: textIdSchema },
  propose_dates: { startsOn: calendarDaySchema, endsOn: calendarDaySchema, noteId: textIdSchema },
  withdraw_dates: {},
  accept_dates: { startsOn: calendarDaySchema, endsOn: calendarDaySchema },
  decline_dates: {},
  withdraw: { reason: z.enum(organisationForceMajeure).nullable(), reasonId: textIdSchema },
  validate: {
    rightsCents: centsSchema,
    remainderCents: centsSchema,
    termsVersion: plainText(50),
    acceptedPriceCents: centsSchema.nullish(),
  },
  open_payment: {},
  payment_processing: { sequence: sequenceSchema, ...told },
  payment_succeeded: {
    sequence: sequenceSchema,
    amountCents: paidCentsSchema,
    currency: plainText(10).nullish(),
    ...told,
  },
  payment_failed: { sequence: sequenceSchema, failure: plainText(200), ...told },
  payment_disputed: {
    sequence: sequenceSchema,
    reason: plainText(200),
    disputeId: serviceIdSchema.nullable(),
    ...told,
  },
  dispute_closed: {
    sequence: sequenceSchema,
    disputeId: serviceIdSchema.nullable(),
    outcome: z.enum(disputeOutcomes),
    ...told,
  },
  refund_found: {
    sequence: sequenceSchema,
    refundId: serviceIdSchema.nullable(),
    amountCents: centsSchema,
    status: z.enum(['requested', 'done', 'failed']),
    ...told,
  },
  refund_requested: { refund: sequenceSchema, try: sequenceSchema, refundId: serviceIdSchema },
  refund_succeeded: {
    refund: sequenceSchema,
    try: sequenceSchema.nullable(),
    refundId: serviceIdSchema.nullable(),
  },
  refund_failed: {
    refund: sequenceSchema,
    try: sequenceSchema,
    refundId: serviceIdSchema.nullable(),
    failure: plainText(200),
  },
  declare_entry: { enteredOn: calendarDaySchema },
  declare_end: {
    endedOn: calendarDaySchema,
    attendancePercent: attendanceSchema.nullable(),
    reasonId: textIdSchema,
  },
  contest: { about: z.enum(contestable), reasonId: textIdSchema },
  resolve_contest: {
    outcome: z.enum(contestOutcomes),
    reason: plainText(longestReason).trim().min(1),
  },
  extend_deadline: { until: calendarDaySchema, reason: plainText(longestReason).trim().min(1) },
  remind: {},
  deadline_passed: {},
} satisfies Record<DossierMessage['type'], z.ZodRawShape>;

const schemas = Object.fromEntries(
  Object.entries(contents).map(([type, shape]) => [
    type,
    z.strictObject({ ...envelope, type: z.literal(type), ...shape }),
  ]),
);

/**
 * Checks a message in full; null when something in it is wrong. Anyone with access to Temporal can send anything: this is the one
 * place that judges its shape.
 */
export function readMessage(sent: unknown): DossierMessage | null {
  const type = (sent as Partial<DossierMessage> | null)?.type;
  const result = type === undefined ? undefined : schemas[type]?.safeParse(sent);
  return result?.success === true ? (result.data as unknown as DossierMessage) : null;
}
