import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { queries } from '../../db/database.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { DossierNumber } from '../../domain/dossier/number.ts';

/** Free text by its id. */
export type Texts = ReadonlyMap<string, string>;

/** A text to keep: written by one side, about one dossier. */
export interface NewText {
  id: string;
  number: DossierNumber;
  author: 'trainee' | 'organisation';
  body: string;
}

/** Keeps a text; false when this id is kept already, as after a retry. */
export async function keepText(em: EntityManager, { id, number, author, body }: NewText): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    insert into dossier_texts (id, number, author, body) values (${id}, ${number}, ${author}, ${body})
    on conflict (id) do nothing returning id`.execute(queries(em));
  return rows.length > 0;
}

/** Takes back a text whose message was refused. */
export async function dropText(em: EntityManager, id: string): Promise<void> {
  await sql`delete from dossier_texts where id = ${id}`.execute(queries(em));
}

/** Reads the texts that a dossier refers to; asks the database only when there are any. */
export async function textsOf(em: EntityManager, dossier: Dossier): Promise<Texts> {
  const { number, proposal, dateProposal, closure, contests = [] } = dossier;
  const written = [
    proposal?.noteId,
    dateProposal?.noteId,
    closure?.reasonId,
    ...contests.map(({ reasonId }) => reasonId),
  ];
  const ids = written.filter((id) => typeof id === 'string');
  if (ids.length === 0) return none;
  const { rows } = await sql<{ id: string; body: string }>`
    select id, body from dossier_texts where number = ${number} and id in (${sql.join(ids)})`.execute(
    queries(em),
  );
  return new Map(rows.map(({ id, body }) => [id, body]));
}

const none: Texts = new Map();
