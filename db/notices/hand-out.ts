import { sql } from 'kysely';
import type { Queries } from '../database.ts';

/** A stream with notices that nobody sends yet. */
export interface WaitingStream {
  stream: string;
  dossierNumber: string | null;
  /** Whether a workflow sends earlier ones: it must send these too, or they would overtake. */
  isUnderWay: boolean;
}

/** Finds streams whose notices have not been handed to a workflow, those that wait longest first. */
export async function waitingStreams(queries: Queries, limit: number): Promise<WaitingStream[]> {
  const { rows } = await sql<WaitingStream>`
    select stream, max(dossier_number) as "dossierNumber", exists (
      select from notices earlier where earlier.stream = waiting.stream and ${isUnderWay}) as "isUnderWay"
    from (
      select stream, dossier_number, seq from notices where ${isWaiting} order by seq limit ${limit}) waiting
    group by stream order by min(seq)`.execute(queries);
  return rows;
}

/** Counts the streams that a workflow sends, up to `most`. */
export async function streamsUnderWay(queries: Queries, most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from (
      select distinct stream from notices where ${isUnderWay} limit ${most}) under_way`.execute(queries);
  return rows[0]?.count ?? 0;
}

/** Notes that a stream's notices planned so far have a workflow that sends them. */
export async function markHanded(queries: Queries, stream: string): Promise<void> {
  await sql`update notices set handed_at = now() where stream = ${stream} and ${isWaiting}`.execute(queries);
}

/** What waits for a morning is not handed out before. */
const isWaiting = sql`status = 'planned' and handed_at is null and (hold_until is null or hold_until <= now())`;

const isUnderWay = sql`status = 'planned' and handed_at is not null`;
