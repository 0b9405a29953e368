import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { queries, type Database } from '../db/database.ts';
import { readDossier } from '../db/recording/read-dossier.ts';
import type { Dossier } from '../domain/dossier/dossier.ts';
export async function dossierOf(_: Client, number: string, db?: Database): Promise<Dossier | null> {
  return db === undefined ? null : await readDossier(queries(db.em.fork()), number);
}
/** What `read` finds, or null when there is no such workflow. */
export async function orNoWorkflow<T>(read: Promise<T>): Promise<T | null> {
  try {
    return await read;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return null;
    throw error;
  }
}
