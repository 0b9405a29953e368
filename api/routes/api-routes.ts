import type { Route } from '../http/route.ts';
import { accountRoutes } from './account.ts';
import { catalogueRoutes } from './catalogue.ts';
import { dossierMessageRoutes } from './dossier-messages.ts';
import { dossierRoutes } from './dossiers.ts';
import { healthRoutes } from './health.ts';
import { organisationDossierRoutes } from './organisation-dossiers.ts';
import { organisationSessionRoutes } from './organisation-sessions.ts';
import { registrationRoutes } from './registrations.ts';
import { rightsRoutes } from './rights.ts';
import { resendWebhookRoutes } from './resend-webhook.ts';
import { sessionRoutes } from './session.ts';

/** Every route of the JSON API, in the order in which the documentation shows them. */
export const apiRoutes: readonly Route[] = [
  ...healthRoutes,
  ...catalogueRoutes,
  ...registrationRoutes,
  ...sessionRoutes,
  ...accountRoutes,
  ...rightsRoutes,
  ...dossierRoutes,
  ...dossierMessageRoutes,
  ...organisationDossierRoutes,
  ...organisationSessionRoutes,
  ...resendWebhookRoutes,
];
