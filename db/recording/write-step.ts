import { type RawBuilder, sql } from 'kysely';
import { isOver, refundDueAt, refundHeardAt, timerOf } from '../../domain/dossier/clock.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierMessage } from '../../domain/dossier/messages.ts';
import type { Transition } from '../../domain/dossier/transition.ts';
import { waitingFor } from '../../domain/dossier/waiting.ts';
import type { Queries } from '../database.ts';
import { movementOf } from './ledger.ts';

/** One step of a dossier: from what it was to the outcome of a message. */
export interface NewStep {
  before: Dossier;
  outcome: Transition;
  message: DossierMessage;
  fingerprint: string | null;
}

/**
 * Moves the dossier one version on: row, timeline line and movement of rights in a single statement, so that all of it stands or
 * nothing does.
 * @returns false, and changes nothing, when the dossier is not at the version before, or holds the message already.
 */
export async function writeStep(queries: Queries, step: NewStep): Promise<boolean> {
  const { before, outcome, message } = step;
  const { dossier, ledger } = outcome;
  const moved =
    ledger === null ? sql`` : sql`, ${movementOf({ step: ledger, dossier, message }, 'advanced')}`;
  const columns = Object.entries(columnsOf(dossier)).map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
  const { rows } = await sql<{ advanced: number }>`
    with advanced as (
      update dossiers set ${sql.join(columns)}, updated_at = now()
      where number = ${before.number} and version = ${before.version}
        and not exists (select from dossier_events where number = ${before.number} and message_id = ${message.id})
      returning number
    ), noted as (${eventOf(step)}) ${moved}
    select count(*)::integer as advanced from advanced`.execute(queries);
  return rows[0]?.advanced === 1;
}

/**
 * Writes a new dossier and the first line of its timeline.
 * @returns false, and changes nothing, when there is a dossier of that number.
 */
export async function writeDraft(queries: Queries, dossier: Dossier, messageId: string): Promise<boolean> {
  const columns = {
    number: dossier.number,
    trainee_id: dossier.traineeId,
    created_at: dossier.createdAt,
    ...columnsOf(dossier),
  };
  const { rows } = await sql<{ number: string }>`
    with recorded as (
      insert into dossiers (${sql.join(Object.keys(columns).map((name) => sql.ref(name)))})
      values (${sql.join(Object.values(columns))}) on conflict (number) do nothing returning number
    ), noted as (
      insert into dossier_events (number, version, type, by, to_state, message_id, at, deadline, details)
      select number, ${dossier.version}::integer, 'open', 'trainee', ${dossier.state}, ${messageId},
        ${dossier.createdAt}::timestamptz, ${JSON.stringify(dossier.deadline)}::jsonb, '{}'::jsonb
      from recorded)
    select number from recorded`.execute(queries);
  return rows.length === 1;
}

/** What a dossier's row says beside the dossier itself: what is looked for, and what is waited for. */
function columnsOf(dossier: Dossier) {
  const { deadline } = dossier;
  return {
    organisation_id: dossier.organisationId,
    training_id: dossier.training.id,
    state: dossier.state,
    version: dossier.version,
    deadline_at: deadline?.at ?? null,
    deadline_kind: deadline?.kind ?? null,
    sent_at: dossier.sentAt,
    deleted_at: dossier.deletedAt,
    timer_at: timerOf(dossier)?.at ?? null,
    refund_due_at: refundDueAt(dossier),
    refund_heard_at: refundHeardAt(dossier),
    is_over: isOver(dossier),
    waiting_for: waitingFor(dossier),
    snapshot: JSON.stringify(dossier),
  };
}

function eventOf({ before, outcome, message, fingerprint }: NewStep): RawBuilder<unknown> {
  const { dossier } = outcome;
  const { id, by, type, receivedAt, ...contents } = message;
  const goesBack = type === 'payment_succeeded' ? newRefund(before, dossier)?.reason : undefined;
  const details = { ...contents, ...(goesBack === undefined ? {} : { goesBack }) };
  return sql`
    insert into dossier_events (number, version, type, by, from_state, to_state, message_id, fingerprint, at, deadline, details)
    select number, ${dossier.version}::integer, ${type}, ${by}, ${before.state}, ${dossier.state}, ${id},
      ${fingerprint}, ${receivedAt}::timestamptz, ${jsonOrNull(dossier.deadline)}::jsonb, ${JSON.stringify(details)}::jsonb
    from advanced`;
}

/** The refund that a message brought; undefined when it brought none. */
function newRefund(before: Dossier, after: Dossier) {
  return after.payment?.refunds[before.payment?.refunds.length ?? 0];
}

function jsonOrNull(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}
