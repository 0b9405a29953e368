import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import type { Sender } from '../../db/organisation/sender.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import type { KeyActor, MemberActor } from '../http/caller.ts';

/**
 * Notes which member or key sends a message in the organisation's name: the message itself, which Temporal keeps, says only
 * that the organisation did. Of a message sent again, the first sender stays.
 */
export async function noteSender(
  em: EntityManager,
  number: DossierNumber,
  messageId: string,
  by: KeyActor | MemberActor,
): Promise<void> {
  const [memberId, keyId] = by.type === 'member' ? [by.id, null] : [null, by.id];
  await sql`
    insert into organisation_messages (number, message_id, member_id, key_id)
    values (${number}, ${messageId}, ${memberId}, ${keyId}) on conflict do nothing`.execute(queries(em));
}

/** Tells, for the versions of a dossier that the organisation's own messages made, who sent them. */
export async function sendersOf(em: EntityManager, number: DossierNumber): Promise<Map<number, Sender>> {
  const { rows } = await sql<Sender & { version: number }>`
    select event.version, case when sent.member_id is null then 'key' else 'member' end as type,
      coalesce(sent.member_id, sent.key_id) as id, coalesce(member.name, key.name) as name
    from dossier_events event
    join organisation_messages sent on sent.number = event.number and sent.message_id = event.message_id
    left join organisation_members member on member.id = sent.member_id
    left join organisation_api_keys key on key.id = sent.key_id
    where event.number = ${number}`.execute(queries(em));
  return new Map(rows.map(({ version, ...sender }) => [version, sender]));
}
