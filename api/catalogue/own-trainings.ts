import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { z } from 'zod';
import { type Queries, queries } from '../../db/database.ts';
import { type Page, pageOf, readCursor } from '../http/cursor.ts';
import { Problem } from '../problems/problem.ts';
import type { Bookable } from './bookable.ts';
import {
  trainingColumns,
  trainingItem,
  type TrainingItem,
  trainingJoins,
  type TrainingRow,
} from './training-row.ts';

/** What an organisation's own catalogue is asked for. */
export interface OwnSearch {
  /** A part of the title. */
  q?: string | undefined;
  page?: string | undefined;
  limit: number;
  /** The sessions that count. */
  bookable: Bookable;
}

const position = z.tuple([z.string(), z.uuid()]);

/** Lists an organisation's own trainings by title, those without sessions too. */
export async function trainingsOf(
  em: EntityManager,
  organisationId: string,
  { q, page, limit, bookable }: OwnSearch,
): Promise<Page<TrainingItem>> {
  const after = readCursor(page, position);
  const { rows } = await sql<TrainingRow>`
    select ${trainingColumns} from trainings training ${trainingJoins(bookable)}
    where training.organisation_id = ${organisationId}
      ${q === undefined ? sql`` : sql`and position(lower(${q}) in lower(training.title)) > 0`}
      ${after === null ? sql`` : sql`and (training.title, training.id) > (${after[0]}, ${after[1]}::uuid)`}
    order by training.title, training.id limit ${limit + 1}`.execute(queries(em));
  const { items, nextPage } = pageOf(rows, limit, ({ title, id }) => [title, id]);
  return { items: items.map(trainingItem), nextPage };
}

/** One of the organisation's trainings. Throws `training_not_found` for another's. */
export async function ownTraining(
  on: Queries,
  organisationId: string,
  id: string,
): Promise<{ id: string; title: string; departmentCode: string | null }> {
  const { rows } = await sql<{ id: string; title: string; departmentCode: string | null }>`
    select id, title, department_code as "departmentCode" from trainings
    where organisation_id = ${organisationId} and id = ${id}::uuid`.execute(on);
  const training = rows[0];
  if (training === undefined) throw new Problem('training_not_found');
  return training;
}

/** The titles of those of these trainings that are the organisation's, by id. */
export async function ownTrainingTitles(
  em: EntityManager,
  organisationId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await sql<{ id: string; title: string }>`
    select id, title from trainings
    where organisation_id = ${organisationId} and id = any(${[...ids]}::uuid[])`.execute(queries(em));
  return new Map(rows.map(({ id, title }) => [id, title]));
}
