import type { EntityManager } from '@mikro-orm/postgresql';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierMessage } from '../../domain/dossier/messages.ts';
import { isRefusal, type Refusal } from '../../domain/dossier/refusal.ts';
import { transition } from '../../domain/dossier/transition.ts';
import type { PolicyVersion } from '../../domain/policy/policy.ts';
import { queries as queriesOf, type Queries } from '../database.ts';
import { advanceRecord } from './advance-record.ts';
import { deleteEventsAfter, type DossierRecord, lockRecord, writeRecord } from './dossier-record.ts';
import { gatherFacts, looksOutside } from './gather-facts.ts';
import { undoMovementsAfter } from './ledger.ts';

/** A message to record against the dossier as its workflow knows it; `decidedAt` in epoch milliseconds. */
export interface MessageRecording {
  dossier: Dossier;
  message: DossierMessage;
  decidedAt: number;
  /** The policy in force: a dossier that is sent now keeps it. */
  policyVersion: PolicyVersion;
}

/** Another worker took over this dossier: what this one still holds must not be written. */
export class SupersededError extends Error {
  override readonly name = 'SupersededError';
}

/**
 * Applies a message by the rules and records everything it changes (state, timeline, rights) at once. The same message again
 * gives the same dossier and changes nothing. What an earlier, abandoned attempt of the workflow recorded beyond its history
 * is undone first (docs/decisions/0004-one-transaction-per-message.md).
 */
export async function recordMessage(
  em: EntityManager,
  recording: MessageRecording,
): Promise<Dossier | Refusal> {
  const outcome = looksOutside(recording.message)
    ? await em.transactional((transaction) => attempt(queriesOf(transaction), recording))
    : await attempt(queriesOf(em), recording);
  if (outcome !== null && !isRefusal(outcome)) return outcome;
  return await em.transactional((transaction) => reconcile(queriesOf(transaction), recording));
}

/** Records the message if the record still is where the workflow believes it to be; null when it is not. */
async function attempt(queries: Queries, recording: MessageRecording): Promise<Dossier | Refusal | null> {
  const { dossier, message, decidedAt, policyVersion } = recording;
  const facts = { policyVersion, ...(await gatherFacts(queries, dossier, message)) };
  const outcome = transition(dossier, message, facts);
  if (isRefusal(outcome)) return outcome;
  const isRecorded = await advanceRecord(queries, { before: dossier, outcome, message, decidedAt });
  return isRecorded ? outcome.dossier : null;
}

/** Finds out why a record is not where it should be, or why a message is refused, and sets it right. */
async function reconcile(queries: Queries, recording: MessageRecording): Promise<Dossier | Refusal> {
  const { dossier, message, decidedAt } = recording;
  const last = await lockRecord(queries, dossier.number);
  if (last !== null && isSameMessage(last, recording)) return last.dossier;
  if (last !== null && last.version > dossier.version) {
    if (decidedAt <= last.decidedAt)
      throw new SupersededError(`dossier ${dossier.number} has a later record`);
    await undoMovementsAfter(queries, dossier);
    await deleteEventsAfter(queries, dossier);
  }
  if (last?.version !== dossier.version) {
    // Abandoned records are gone, or the projection had fallen behind: it starts again from what the workflow knows.
    await writeRecord(queries, { dossier, messageId: `before:${message.id}`, decidedAt });
  }
  const outcome = await attempt(queries, recording);
  if (outcome === null) throw new Error(`the record of dossier ${dossier.number} moved while it was locked`);
  return outcome;
}

function isSameMessage(last: DossierRecord, { dossier, message }: MessageRecording): boolean {
  return last.version === dossier.version + 1 && last.messageId === message.id;
}
