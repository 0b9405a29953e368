import { createAccountRequestActivities } from './accounts/account-mails.ts';
import type { AccountDependencies } from './accounts/dependencies.ts';
import { createRegistrationActivities } from './accounts/registration.ts';
import { createDossierActivities, type RecordingDependencies } from './settle.ts';

/** What the activities need from outside. */
export type ActivityDependencies = RecordingDependencies & AccountDependencies;

/** Builds every activity with its dependencies, for the worker. */
export function createActivities(dependencies: ActivityDependencies) {
  return {
    ...createDossierActivities(dependencies),
    ...createRegistrationActivities(dependencies),
    ...createAccountRequestActivities(dependencies),
  };
}
