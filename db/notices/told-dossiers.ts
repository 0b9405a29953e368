import { sql } from 'kysely';
import type { Deadline } from '../../domain/calendar/deadline.ts';
import type { Instant } from '../../domain/calendar/paris-time.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierState } from '../../domain/dossier/states.ts';
import type { NoticedEvent } from '../../domain/notices/notices-of.ts';
import type { Queries } from '../database.ts';
import { instantOf } from '../instant-column.ts';

/** One line of a dossier's timeline, as notices need it. */
export interface EventRecord extends NoticedEvent {
  version: number;
  at: Instant;
  toState: DossierState;
  deadline: Deadline | null;
  details: Record<string, unknown>;
}

/** A dossier as mails tell of it, all read at one moment. */
export interface ToldDossier {
  dossier: Dossier;
  /** Its whole timeline, oldest first. */
  events: readonly EventRecord[];
  /** For an organisation that it was sent to; null when there is none. */
  traineeName: string | null;
  /** With the address under which trainees reach it. */
  organisation: { name: string; contactEmail: string | null };
  /** The organisation's own words on how it ended it; what a trainee wrote is not sent back to them. */
  closingWords: string | null;
}

/** Reads dossiers with what mails tell of them, by number, in one statement. */
export async function toldDossiers(
  queries: Queries,
  numbers: readonly string[],
): Promise<Map<string, ToldDossier>> {
  if (numbers.length === 0) return new Map();
  const { rows } = await sql<ToldDossier & { number: string }>`
    select dossier.number, dossier.snapshot as dossier, events.events,
      case when trainee.id is not null then concat_ws(' ', trainee.first_name, trainee.birth_name) end as "traineeName",
      jsonb_build_object('name', organisation.name, 'contactEmail', organisation.contact_email) as organisation,
      closing.body as "closingWords"
    from dossiers dossier
    join organisations organisation on organisation.id = dossier.organisation_id
    left join trainees trainee on trainee.id = dossier.trainee_id
    left join dossier_texts closing on closing.number = dossier.number
      and closing.id = case when dossier.snapshot #>> '{closure,by}' = 'organisation'
        then (dossier.snapshot #>> '{closure,reasonId}')::uuid end
    cross join lateral (
      select coalesce(jsonb_agg(event order by event.version), '[]') as events from (
        select version, type, from_state as "fromState", to_state as "toState", ${instantOf('at')} as at, deadline, details,
          details->>'goesBack' as "goesBack", lag(deadline) over (order by version) as "deadlineBefore"
        from dossier_events where number = dossier.number) event) events
    where dossier.number = any(${[...numbers]})`.execute(queries);
  return new Map(rows.map(({ number, ...told }) => [number, told]));
}
