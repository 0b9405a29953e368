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
] as const;
