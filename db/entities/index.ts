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
import { DossierEvent, DossierNumberGrant, DossierRow, DossierText } from './dossiers.ts';
import { LedgerEntry, LedgerTransfer, RightsAccount } from './ledger.ts';
import { MailEvent, Notice } from './notices.ts';
import { Organisation, OrganisationApiKey, Trainee } from './people.ts';

/** Every entity, for the ORM. */
export const entities = [
  Trainee,
  Organisation,
  OrganisationApiKey,
  Training,
  Session,
  DossierNumberGrant,
  DossierRow,
  DossierEvent,
  DossierText,
  RightsAccount,
  LedgerTransfer,
  LedgerEntry,
  TermsAcceptance,
  Captcha,
  Registration,
  RegistrationCode,
  RegistrationAttempt,
  AccountRequest,
  LoginGuard,
  SecondFactor,
  RecoveryCode,
  Notice,
  MailEvent,
] as const;
