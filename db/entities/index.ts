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
import { IdentityLink } from './identity-link.ts';
import { LedgerEntry, LedgerTransfer, RightsAccount } from './ledger.ts';
import { AccountErasure, DataExport, PersonalDataAccess } from './personal-data.ts';
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
] as const;
