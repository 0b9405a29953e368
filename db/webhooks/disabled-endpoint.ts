import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { queries as queriesOf } from '../database.ts';
import { administratorsOf } from '../organisation/members.ts';

/** An endpoint that was switched off, and who is to hear of it. */
export interface DisabledEndpoint {
  host: string;
  reason: 'failing' | 'gone';
  /** The organisation's name. */
  organisation: string;
  /** The administrators; where there are none, the organisation's contact. */
  readers: readonly string[];
}

/** Reads an endpoint that was switched off by its failures; null when it is on again, deleted, or was switched off by hand. */
export async function disabledEndpoint(em: EntityManager, id: string): Promise<DisabledEndpoint | null> {
  const { rows } = await sql<{
    url: string;
    reason: 'failing' | 'gone';
    organisationId: string;
    organisation: string;
    contact: string | null;
  }>`
    select endpoint.url, endpoint.disabled_reason as reason, organisation.id as "organisationId", organisation.name as organisation,
      organisation.contact_email as contact
    from webhook_endpoints endpoint join organisations organisation on organisation.id = endpoint.organisation_id
    where endpoint.id = ${id} and endpoint.deleted_at is null and endpoint.disabled_reason in ('failing', 'gone')`.execute(
    queriesOf(em),
  );
  const row = rows[0];
  if (row === undefined) return null;
  const administrators = await administratorsOf(em, row.organisationId);
  const contact = row.contact === null ? [] : [row.contact];
  const readers = administrators.length > 0 ? administrators : contact;
  const { reason, organisation } = row;
  return { host: URL.parse(row.url)?.host ?? row.url, reason, organisation, readers };
}
