import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { queries } from '../database.ts';

/**
 * Records whether a trainee is a job seeker, which decides on the mandatory contribution of what they validate from then on.
 * @returns false when that was recorded already.
 */
export async function setJobSeeker(
  em: EntityManager,
  { traineeId, jobSeeker }: { traineeId: string; jobSeeker: boolean },
): Promise<boolean> {
  const { rows } = await sql`
    update trainees set job_seeker = ${jobSeeker} where id = ${traineeId} and job_seeker <> ${jobSeeker}
    returning id`.execute(queries(em));
  return rows.length > 0;
}
