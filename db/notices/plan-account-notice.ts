import { sql } from 'kysely';
import type { AccountNoticeKind } from '../../domain/notices/notice-kinds.ts';
import type { Queries } from '../database.ts';

/** A notice to a person about the account. It holds nothing secret: codes and links go by `mailer.send` alone. */
export interface AccountNotice {
  personId: string;
  kind: AccountNoticeKind;
  /** What happened, named so that the same is told once: an id of the change, of letters, digits, `-` and `_`. */
  reference: string;
  /** Epoch milliseconds. */
  at: number;
}

/** Plans a notice in the caller's transaction: it leaves once that stands, and once for each reference. */
export async function planAccountNotice(queries: Queries, notice: AccountNotice): Promise<void> {
  const { personId, kind, reference, at } = notice;
  await sql`
    insert into notices (id, stream, audience, recipient_id, kind, message_id, event_at)
    values (${`${kind}-${personId}-${reference}`}, ${`person-${personId}`}, 'trainee', ${personId}, ${kind}, ${reference},
      ${new Date(at).toISOString()})
    on conflict (id) do nothing`.execute(queries);
}
