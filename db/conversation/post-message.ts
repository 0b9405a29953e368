import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import { otherParty, type Party, takesMessages } from '../../domain/dossier/conversation.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { DossierState } from '../../domain/dossier/states.ts';
import { type Queries, queries as queriesOf } from '../database.ts';
import type { DocumentActor } from '../documents/access-log.ts';
import { attachmentsOf, giveToMessage } from '../documents/attachments.ts';
import type { DocumentVault } from '../documents/document-vault.ts';
import { planMessageNotice } from '../notices/plan-message-notice.ts';
import { planMessageDeliveries } from '../webhooks/plan-message-deliveries.ts';
import { lockDossier } from '../recording/read-dossier.ts';

/** A message to post. */
export interface NewMessage {
  id: string;
  number: DossierNumber;
  author: Party;
  by: DocumentActor;
  text: string;
  attachmentIds: readonly string[];
  at: Instant;
}

/**
 * What became of it: `known` when this very message is there already, `reused` when its id stands for another one, `unattached`
 * when one of its attachments cannot go with it, `closed` when the dossier takes no messages in its state.
 */
export type Posted =
  { outcome: 'posted' | 'known' | 'reused' | 'unattached' } | { outcome: 'closed'; state: DossierState };

/** Ends a transaction that must leave nothing behind. */
class UnattachedError extends Error {}

/**
 * Posts a message and plans the mail and the webhooks that tell of it, unless the dossier has ended: its record is held, so that an end at the
 * same moment comes before or after, never between.
 */
export async function postMessage(
  em: EntityManager,
  vault: DocumentVault,
  message: NewMessage,
): Promise<Posted> {
  try {
    return await em.transactional(async (transaction) => {
      const queries = queriesOf(transaction);
      const dossier = await lockDossier(queries, message.number);
      if (dossier === null) throw new Error(`dossier ${message.number} has no record`);
      const known = await knownAs(queries, vault, message.id);
      if (known !== null) return { outcome: isSame(known, message) ? 'known' : 'reused' };
      if (!takesMessages(dossier.state)) return { outcome: 'closed', state: dossier.state };
      await insert(queries, vault, message);
      if (!(await giveToMessage(queries, { ...message, party: message.author }))) throw new UnattachedError();
      const audience = otherParty(message.author);
      const recipientId = audience === 'trainee' ? dossier.traineeId : dossier.organisationId;
      await planMessageNotice(queries, { ...message, version: dossier.version, audience, recipientId });
      await planMessageDeliveries(queries, message.id);
      return { outcome: 'posted' };
    });
  } catch (error) {
    if (error instanceof UnattachedError) return { outcome: 'unattached' };
    throw error;
  }
}

interface Known {
  text: string;
  attachmentIds: string[];
}

async function knownAs(queries: Queries, vault: DocumentVault, id: string): Promise<Known | null> {
  const { rows } = await sql<{ ciphertext: Buffer; keyId: string }>`
    select body_ciphertext as ciphertext, key_id as "keyId" from conversation_messages where id = ${id}`.execute(
    queries,
  );
  if (rows[0] === undefined) return null;
  const attachments = await attachmentsOf(queries, vault, [id]);
  return {
    text: vault.open(rows[0], id, 'message').toString('utf8'),
    attachmentIds: attachments.map((attachment) => attachment.id),
  };
}

function isSame(known: Known, { text, attachmentIds }: NewMessage): boolean {
  return known.text === text && [...known.attachmentIds].sort().join() === [...attachmentIds].sort().join();
}

async function insert(queries: Queries, vault: DocumentVault, message: NewMessage): Promise<void> {
  const { id, number, author, by, text, at } = message;
  const { ciphertext, keyId } = vault.seal(Buffer.from(text, 'utf8'), id, 'message');
  await sql`
    insert into conversation_messages (id, number, author, sent_by, body_ciphertext, key_id, sent_at)
    values (${id}, ${number}, ${author}, ${by}, ${ciphertext}, ${keyId}, ${at})`.execute(queries);
}
