import type { Instant } from '../calendar/paris-time.ts';
import type { Dossier } from './dossier.ts';
import type { Refund, RefundStatus } from './payment.ts';
import type { RefundStage } from './refund-words.ts';

/** A line of the timeline, as far as it may tell of a refund. */
export interface RefundEvent {
  type: string;
  at: Instant;
  details: Readonly<Record<string, unknown>>;
}

const stages: Readonly<Record<string, RefundStatus>> = {
  refund_requested: 'requested',
  refund_succeeded: 'done',
  refund_failed: 'failed',
};

/** Which refund a line of the timeline tells of, and how far it was by then; null when it tells of none. */
export function toldRefund(
  { payment }: Pick<Dossier, 'payment'>,
  { type, at, details }: RefundEvent,
): { refund: Refund; stage: RefundStage } | null {
  const refunds = payment?.refunds ?? [];
  const refund = type === 'refund_found' ? byHand(refunds, details) : refunds[Number(details['refund']) - 1];
  const status = type === 'refund_found' ? (details['status'] as RefundStatus) : stages[type];
  if (refund === undefined || status === undefined) return null;
  const { progress } = refund;
  // A try that failed and is followed by another is not the end of it.
  const isRepeated = status === 'failed' && progress !== undefined && progress.status !== 'failed';
  return { refund, stage: isRepeated && progress.status === 'due' ? progress : { status, at } };
}

function byHand(refunds: readonly Refund[], { refundId, amountCents }: RefundEvent['details']) {
  return (
    refunds.findLast(({ progress }) => refundId !== null && progress?.refundId === refundId) ??
    refunds.findLast((refund) => refund.progress?.byHand === true && refund.amountCents === amountCents)
  );
}
