import { createAccountRequestActivities } from './accounts/account-mails.ts';
import type { AccountDependencies } from './accounts/dependencies.ts';
import { createRegistrationActivities } from './accounts/registration.ts';
import { createDossierActivities, type DossierDependencies } from './dossier.ts';
import { type BackstopDependencies, createBackstopActivities } from './backstop/heal-dossiers.ts';
import type { OrganisationDependencies } from './organisation/dependencies.ts';
import { createOrganisationMailActivities } from './organisation/organisation-mail.ts';
import type { PaymentDependencies } from './payments/dependencies.ts';
import { createPaymentActivities } from './payments/index.ts';
import type { PersonalDataDependencies } from './personal-data/dependencies.ts';
import { createPersonalDataActivities } from './personal-data/index.ts';

/** What the activities need from outside. */
export type ActivityDependencies = DossierDependencies &
  PaymentDependencies &
  BackstopDependencies &
  OrganisationDependencies &
  AccountDependencies &
  PersonalDataDependencies;

/** Builds every activity with its dependencies, for the worker. */
export function createActivities(dependencies: ActivityDependencies) {
  return {
    ...createDossierActivities(dependencies),
    ...createPaymentActivities(dependencies),
    ...createBackstopActivities(dependencies),
    ...createOrganisationMailActivities(dependencies),
    ...createRegistrationActivities(dependencies),
    ...createPersonalDataActivities(dependencies),
    ...createAccountRequestActivities(dependencies),
  };
}
