import type { Route } from '../http/route.ts';
import { accountRoutes } from './account.ts';
import { calendarFeedRoutes } from './calendar-feeds.ts';
import { catalogueRoutes } from './catalogue.ts';
import { conversationRoutes } from './conversations.ts';
import { dossierDocumentRoutes } from './dossier-documents.ts';
import { dossierMessageRoutes } from './dossier-messages.ts';
import { dossierRoutes } from './dossiers.ts';
import { franceConnectAccountRoutes } from './franceconnect-account.ts';
import { franceConnectRoutes } from './franceconnect.ts';
import { healthRoutes } from './health.ts';
import { memberAccountRoutes } from './member-account.ts';
import { memberSessionRoutes } from './member-session.ts';
import { organisationDossierRoutes } from './organisation-dossiers.ts';
import { organisationKeyRoutes } from './organisation-keys.ts';
import { organisationMemberRoutes } from './organisation-members.ts';
import { organisationSessionRoutes } from './organisation-sessions.ts';
import { paymentRoutes } from './payments.ts';
import { organisationWebhookRoutes } from './organisation-webhooks.ts';
import { webhookReplayRoutes } from './webhook-replays.ts';
import { personalDataRoutes } from './personal-data.ts';
import { profileRoutes } from './profile.ts';
import { registrationRoutes } from './registrations.ts';
import { preferenceRoutes } from './preferences.ts';
import { rightsRoutes } from './rights.ts';
import { resendWebhookRoutes } from './resend-webhook.ts';
import { sessionRoutes } from './session.ts';

/** Every route of the JSON API, in the order in which the documentation shows them. */
export const apiRoutes: readonly Route[] = [
  ...healthRoutes,
  ...catalogueRoutes,
  ...registrationRoutes,
  ...sessionRoutes,
  ...franceConnectRoutes,
  ...franceConnectAccountRoutes,
  ...personalDataRoutes,
  ...accountRoutes,
  ...profileRoutes,
  ...rightsRoutes,
  ...dossierRoutes,
  ...dossierMessageRoutes,
  ...dossierDocumentRoutes,
  ...conversationRoutes,
  ...organisationDossierRoutes,
  ...organisationSessionRoutes,
  ...paymentRoutes,
  ...memberSessionRoutes,
  ...memberAccountRoutes,
  ...organisationMemberRoutes,
  ...organisationKeyRoutes,
  ...organisationWebhookRoutes,
  ...webhookReplayRoutes,
  ...preferenceRoutes,
  ...calendarFeedRoutes,
  ...resendWebhookRoutes,
];
