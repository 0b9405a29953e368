import { type RawBuilder, sql } from 'kysely';
import type { LedgerStep } from '../../domain/dossier/effects/effect.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierMessage } from '../../domain/dossier/messages.ts';
import type { LedgerAccount } from '../entities/ledger.ts';

/** From which account to which each step moves rights. */
const routes: Readonly<Record<LedgerStep['kind'], { from: LedgerAccount; to: LedgerAccount }>> = {
  reserve: { from: 'available', to: 'reserved' },
  release: { from: 'reserved', to: 'available' },
  consume: { from: 'reserved', to: 'consumed' },
  restore: { from: 'consumed', to: 'reserved' },
};

/** One movement to post. */
export interface Movement {
  step: LedgerStep;
  /** The dossier after the message that moves the rights. */
  dossier: Dossier;
  message: DossierMessage;
}

/**
 * The clauses, of a statement's `with`, that post a movement: one transfer with its two entries, for the dossier that the
 * clause `after` gives. Once per dossier and step; the database keeps the balances and fails the statement rather than let
 * one go below zero.
 */
export function movementOf(movement: Movement, after: string): RawBuilder<unknown> {
  const { step, dossier, message } = movement;
  const route = routes[step.kind];
  const name = `${dossier.version}:${step.kind}`;
  return sql`transfer as (
      insert into ledger_transfers (id, trainee_id, dossier_number, dossier_version, step, kind, at)
      select gen_random_uuid(), ${dossier.traineeId}::uuid, number, ${dossier.version}::integer, ${name}, ${step.kind},
        ${message.receivedAt}::timestamptz
      from ${sql.ref(after)}
      returning id, trainee_id
    ), entries as (
      insert into ledger_entries (transfer_id, trainee_id, account, amount_cents)
      select id, trainee_id, account, amount from transfer, (values
        (${route.from}::text, ${0 - step.cents}::integer), (${route.to}::text, ${step.cents}::integer)
      ) as entry (account, amount)
    )`;
}
