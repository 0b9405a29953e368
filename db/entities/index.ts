import {
  AccountRequest,
  Captcha,
  LoginGuard,
  RecoveryCode,
  Registration,
  RegistrationAttempt,
  RegistrationCode,
  SecondFactor,
  TermsAcceptance,
} from './accounts.ts';
import { Session, Training } from './catalogue.ts';
import { CalendarFeed } from './calendar-feeds.ts';
import { ConversationMessage } from './conversation.ts';
import { DossierDocument, DossierDocumentAccess } from './documents.ts';
import { DossierEvent, DossierNumberGrant, DossierRow, DossierText } from './dossiers.ts';
import { IdentityLink } from './identity-link.ts';
import { LedgerEntry, LedgerTransfer, RightsAccount } from './ledger.ts';
import { Checkout, StripeEventRow } from './payments.ts';
import { MailEvent, Notice } from './notices.ts';
import {
  ApiKeyNonce,
  MemberRecoveryCode,
  OrganisationApiKey,
  OrganisationInvitation,
  OrganisationMember,
  OrganisationMessage,
} from './organisation-access.ts';
import { Organisation, Trainee } from './people.ts';
import { WebhookDelivery, WebhookEndpoint, WebhookSecret } from './webhooks.ts';
import { AccountErasure, DataExport, PersonalDataAccess } from './personal-data.ts';

/** Every entity, for the ORM. */
export const entities = [
  Trainee,
  Organisation,
  OrganisationApiKey,
  ApiKeyNonce,
  OrganisationMember,
  OrganisationInvitation,
  MemberRecoveryCode,
  OrganisationMessage,
  WebhookEndpoint,
  WebhookSecret,
  WebhookDelivery,
  Training,
  Session,
  DossierNumberGrant,
  DossierRow,
  DossierEvent,
  DossierText,
  DossierDocument,
  DossierDocumentAccess,
  ConversationMessage,
  RightsAccount,
  LedgerTransfer,
  LedgerEntry,
  Checkout,
  StripeEventRow,
  Notice,
  MailEvent,
  IdentityLink,
  PersonalDataAccess,
  DataExport,
  AccountErasure,
  TermsAcceptance,
  Captcha,
  Registration,
  RegistrationCode,
  RegistrationAttempt,
  AccountRequest,
  LoginGuard,
  SecondFactor,
  RecoveryCode,
  CalendarFeed,
] as const;
