import type { EntityManager } from '@mikro-orm/postgresql';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierMessage } from '../../domain/dossier/messages.ts';
import { isRefusal, type Refusal } from '../../domain/dossier/refusal.ts';
import { transition } from '../../domain/dossier/transition.ts';
import { queries as queriesOf, type Queries } from '../database.ts';
import {
  deleteEventsAfter,
  type DossierRecord,
  lockRecord,
  writeRecord,
  writeRecordAndEvent,
} from './dossier-record.ts';
import { gatherFacts } from './gather-facts.ts';
import { postMovement, undoMovementsAfter } from './ledger.ts';

/** A message to record against the dossier as its workflow knows it; `decidedAt` in epoch milliseconds. */
export interface MessageRecording {
  dossier: Dossier;
  message: DossierMessage;
  decidedAt: number;
}

/** Another worker took over this dossier: what this one still holds must not be written. */
export class SupersededError extends Error {
  override readonly name = 'SupersededError';
}

/**
 * Applies a message by the rules and records everything it changes (state, timeline, rights) in one transaction. The same
 * message again gives the same dossier and changes nothing. What an earlier, abandoned attempt of the workflow recorded
 * beyond its history is undone first (docs/decisions/0004-one-transaction-per-message.md).
 */
export async function recordMessage(
  em: EntityManager,
  recording: MessageRecording,
): Promise<Dossier | Refusal> {
  return await em.transactional(async (transaction) => {
    const queries = queriesOf(transaction);
    const last = await lockRecord(queries, recording.dossier.number);
    if (last !== null && isSameMessage(last, recording)) return last.dossier;
    if (last !== null && last.version > recording.dossier.version)
      await undoAbandoned(queries, last, recording);
    return await apply(queries, recording);
  });
}

async function apply(queries: Queries, { dossier, message, decidedAt }: MessageRecording) {
  const outcome = transition(dossier, message, await gatherFacts(queries, dossier, message));
  if (isRefusal(outcome)) return outcome;
  const after = outcome.dossier;
  if (outcome.ledger !== null) {
    await postMovement(queries, { step: outcome.ledger, dossier: after, message, decidedAt });
  }
  await writeRecordAndEvent(
    queries,
    { dossier: after, messageId: message.id, decidedAt },
    { from: dossier.state, message },
  );
  return after;
}

function isSameMessage(last: DossierRecord, { dossier, message }: MessageRecording): boolean {
  return last.version === dossier.version + 1 && last.messageId === message.id;
}

/**
 * A worker can die after the database committed and before Temporal accepted its work; the workflow then goes on from the
 * state before, perhaps with another message. Its history decides: the later decision stands, the abandoned one is undone.
 */
async function undoAbandoned(
  queries: Queries,
  last: DossierRecord,
  recording: MessageRecording,
): Promise<void> {
  const { dossier, decidedAt } = recording;
  if (decidedAt <= last.decidedAt) throw new SupersededError(`dossier ${dossier.number} has a later record`);
  await undoMovementsAfter(queries, dossier);
  await deleteEventsAfter(queries, dossier);
  await writeRecord(queries, { dossier, messageId: `before:${recording.message.id}`, decidedAt });
}
