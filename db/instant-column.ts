import { type RawBuilder, sql } from 'kysely';

/** Selects a `timestamptz` as an ISO 8601 instant in UTC, the form in which the domain and the API speak of time. */
export function instantOf(column: string): RawBuilder<string | null> {
  return sql`to_char(${sql.ref(column)} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
