import type { Database } from '../db/database.ts';
import { createDossierActivities } from './settle.ts';

/** What the activities need from outside. */
export interface ActivityDependencies {
  db: Database;
}

/** Builds every activity with its dependencies, for the worker. */
export function createActivities(dependencies: ActivityDependencies) {
  return { ...createDossierActivities(dependencies) };
}
