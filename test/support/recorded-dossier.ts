import { sql } from 'kysely';
import { type Database, queries } from '../../db/database.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';
import { aDossierIn } from './dossiers.ts';
import { type Cast, grantNumber } from './people.ts';

/** A dossier that stands in the database alone: no workflow has it. Its lines are written as a transition writes them. */
export interface RecordedDossier {
  readonly number: DossierNumber;
  /** The organisation agrees, so many times: each is told to the trainee. */
  accept(times: number): Promise<void>;
}

/** Records a dossier that was sent; its first line is of version 2, and told to nobody yet. */
export async function recordDossier(db: Database, cast: Cast): Promise<RecordedDossier> {
  const number = await grantNumber(db, cast.traineeId);
  const { traineeId, organisationId, trainingId } = cast;
  let dossier: Dossier = { ...aDossierIn('requested'), number, traineeId, organisationId, version: 1 };
  await sql`
    insert into dossiers (number, trainee_id, organisation_id, training_id, state, version, sent_at, is_over,
      snapshot, waiting_for, created_at)
    values (${number}, ${traineeId}, ${organisationId}, ${trainingId}, 'requested', 1, now(), false,
      ${JSON.stringify(dossier)}::jsonb, '', now())`.execute(queries(db.em.fork()));
  const record = async (type: 'submit' | 'accept', fromState: string, state: Dossier['state']) => {
    dossier = { ...dossier, state, version: dossier.version + 1 };
    const { version, deadline } = dossier;
    await db.em.fork().transactional(async (em) => {
      const q = queries(em);
      await sql`update dossiers set version = ${version}, state = ${state}, snapshot = ${JSON.stringify(dossier)}::jsonb
        where number = ${number}`.execute(q);
      await sql`insert into dossier_events (number, version, type, by, from_state, to_state, message_id, at, deadline, details)
        values (${number}, ${version}, ${type}, 'organisation', ${fromState}, ${state}, ${`${number}-${version}`}, now(),
          ${JSON.stringify(deadline)}::jsonb, '{}')`.execute(q);
    });
  };
  await record('submit', 'draft', 'requested');
  return {
    number,
    accept: async (times) => {
      for (let time = 0; time < times; time += 1) await record('accept', 'requested', 'to_validate');
    },
  };
}
