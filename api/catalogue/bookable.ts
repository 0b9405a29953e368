import { type RawBuilder, sql } from 'kysely';
import { instant } from '../../domain/calendar/paris-time.ts';
import { earliestStarts } from '../../domain/dossier/bookable.ts';
import { policyOf } from '../../domain/policy/versions.ts';
import type { Services } from '../services.ts';

/** A condition on `session` of SQL: that it can be requested now, by the policy in force. */
export type Bookable = RawBuilder<unknown>;

/** The sessions that can be requested now: open, and not too soon for the holidays of their region. */
export function bookableNow({ config, clock }: Pick<Services, 'config' | 'clock'>): Bookable {
  const starts = earliestStarts(instant(clock.now()), policyOf(config.POLICY_VERSION));
  const cases = [...starts].map(([region, day]) => sql`when ${region} then ${day}::date`);
  return sql`(session.status = 'open' and session.starts_on >= case session.region ${sql.join(cases, sql` `)} end)`;
}
