import { sql } from 'kysely';
import type { Queries } from '../database.ts';
import type { PlannedNotice } from './settle-notice.ts';

/** Finds why nobody need hear of a message any more: it was read, is gone, or a later notice tells of it; null when they must. */
export async function whyNotTold(
  queries: Queries,
  { id, messageId }: PlannedNotice,
): Promise<'message_gone' | 'message_read' | 'later_message' | null> {
  const { rows } = await sql<{ read: boolean; later: boolean }>`
    select told.read_at is not null as read, exists (
        select from notices later
        where later.stream = notice.stream and later.kind = 'message' and later.status = 'planned'
          and later.dossier_number = notice.dossier_number and later.seq > notice.seq
      ) as later
    from notices notice join conversation_messages told on told.id::text = notice.message_id
    where notice.id = ${id} and told.id::text = ${messageId}`.execute(queries);
  const [found] = rows;
  if (found === undefined) return 'message_gone';
  if (found.read) return 'message_read';
  return found.later ? 'later_message' : null;
}
