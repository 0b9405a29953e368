import { type RawBuilder, sql } from 'kysely';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierMessage } from '../../domain/dossier/messages.ts';
import type { Transition } from '../../domain/dossier/transition.ts';
import { waitingFor } from '../../domain/dossier/waiting.ts';
import type { Queries } from '../database.ts';
import { movementOf } from './ledger.ts';

/** One step of a record: from the dossier before to the outcome of a message. */
export interface Advance {
  before: Dossier;
  outcome: Transition;
  message: DossierMessage;
  /** Epoch milliseconds. */
  decidedAt: number;
}

/**
 * Moves the record one version on: projection, timeline line and movement of rights in a single statement, so that all of it
 * stands or nothing does.
 * @returns false, and changes nothing, when the record is not at the version before.
 */
export async function advanceRecord(queries: Queries, advance: Advance): Promise<boolean> {
  const { before, outcome, message, decidedAt } = advance;
  const { dossier, ledger } = outcome;
  const { deadline } = dossier;
  const moved =
    ledger === null ? sql`` : sql`, ${movementOf({ step: ledger, dossier, message, decidedAt }, 'advanced')}`;
  const { rows } = await sql<{ advanced: number }>`
    with advanced as (
      update dossiers set
        organisation_id = ${dossier.organisationId}, training_id = ${dossier.training.id}, state = ${dossier.state},
        version = ${dossier.version}, deadline_at = ${deadline?.at ?? null}, deadline_kind = ${deadline?.kind ?? null},
        sent_at = ${dossier.sentAt}, deleted_at = ${dossier.deletedAt}, message_id = ${message.id},
        decided_at = ${new Date(decidedAt).toISOString()}, snapshot = ${JSON.stringify(dossier)}::jsonb,
        waiting_for = ${waitingFor(dossier)}, updated_at = now()
      where number = ${before.number} and version = ${before.version}
      returning number
    ), noted as (${eventOf(advance)}) ${moved} ${foundRefundOf(advance)}
    select count(*)::integer as advanced from advanced`.execute(queries);
  return rows[0]?.advanced === 1;
}

/** A refund that was made by hand stands among our own records, so that it is asked about while the bank works on it. */
function foundRefundOf({ outcome: { dossier }, message }: Advance): RawBuilder<unknown> {
  if (message.type !== 'refund_found') return sql``;
  const { refundId, paymentId = null, status, sequence } = message;
  const refunds = dossier.payment?.refunds ?? [];
  // The last one that the message set: the new one, or the one that it stands for.
  const place = refunds.findLastIndex(
    ({ progress }) => progress?.byHand === true && progress.refundId === refundId,
  );
  const refund = refunds[place];
  if (refund === undefined) return sql``;
  const attempt = (refund.progress?.tries ?? 0) + 1;
  return sql`, given_back as (
    insert into refunds (number, refund, try, sequence, payment_id, amount_cents, status, refund_id)
    select number, ${place + 1}::integer, ${attempt}::integer, ${sequence}::integer, ${paymentId},
      ${refund.amountCents}::integer, ${status}, ${refundId} from advanced
    on conflict (number, refund, try) do update set status = excluded.status, refund_id = excluded.refund_id,
      heard_at = now())`;
}

function eventOf({ before, outcome, message }: Advance): RawBuilder<unknown> {
  const { dossier } = outcome;
  const { id, by, type, receivedAt, ...contents } = message;
  const goesBack = type === 'payment_succeeded' ? newRefund(before, dossier)?.reason : undefined;
  const details = { ...contents, ...(goesBack === undefined ? {} : { goesBack }) };
  return sql`
    insert into dossier_events (number, version, type, by, from_state, to_state, message_id, at, deadline, details)
    select number, ${dossier.version}::integer, ${type}, ${by}, ${before.state}, ${dossier.state}, ${id},
      ${receivedAt}::timestamptz, ${jsonOrNull(dossier.deadline)}::jsonb, ${JSON.stringify(details)}::jsonb
    from advanced`;
}

/** The refund that a message brought; undefined when it brought none. */
function newRefund(before: Dossier, after: Dossier) {
  return after.payment?.refunds[before.payment?.refunds.length ?? 0];
}

function jsonOrNull(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}
