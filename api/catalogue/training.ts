import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import { Problem } from '../problems/problem.ts';
import type { Bookable } from './bookable.ts';
import { sessionColumns, type SessionRow, sessionView } from '../organisation/session-row.ts';
import { trainingColumns, trainingItem, trainingJoins, type TrainingRow } from './training-row.ts';

/** Reads one training with its sessions that can be requested now. Throws `training_not_found`. */
export async function trainingWithSessions(em: EntityManager, id: string, bookable: Bookable) {
  const q = queries(em);
  const [training, sessions] = await Promise.all([
    sql<TrainingRow & { highlights: string | null }>`
      select ${trainingColumns}, training.highlights from trainings training ${trainingJoins(bookable)}
      where training.id = ${id}`.execute(q),
    sql<SessionRow>`
      select ${sessionColumns} from training_sessions session
      where session.training_id = ${id} and ${bookable}
      order by session.starts_on, session.id`.execute(q),
  ]);
  const row = training.rows[0];
  if (row === undefined) throw new Problem('training_not_found');
  return { ...trainingItem(row), highlights: row.highlights, sessions: sessions.rows.map(sessionView) };
}
