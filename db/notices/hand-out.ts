import { sql } from 'kysely';
import type { Queries } from '../database.ts';

/** A stream with notices that nobody sends yet. */
export interface WaitingStream {
  stream: string;
  dossierNumber: string | null;
}

/** Finds streams whose notices have not been handed to a workflow, those that wait longest first. */
export async function waitingStreams(queries: Queries, limit: number): Promise<WaitingStream[]> {
  const { rows } = await sql<WaitingStream>`
    select stream, max(dossier_number) as "dossierNumber" from (
      select stream, dossier_number, seq from notices where handed_at is null and ${isDue}
      order by seq limit ${limit}) waiting
    group by stream order by min(seq)`.execute(queries);
  return rows;
}

/** Notes that a stream's notices planned so far have a workflow that sends them. */
export async function markHanded(queries: Queries, stream: string): Promise<void> {
  await sql`update notices set handed_at = now()
    where stream = ${stream} and handed_at is null and ${isDue}`.execute(queries);
}

/** What waits for a morning is not handed out before. */
const isDue = sql`(hold_until is null or hold_until <= now())`;
