import type { Database } from '../../db/database.ts';
import type { DocumentVault } from '../../db/documents/document-vault.ts';
import type { NirVault } from '../../db/nir-vault.ts';
import type { Mailer } from '../mail/mail.ts';

/** What the activities about people's data need from outside. */
export interface PersonalDataDependencies {
  db: Database;
  vault: NirVault;
  /** Opens messages and the names of files for an export. */
  documents: DocumentVault;
  /** Null while no mail service is configured: mails then wait, for a day at most. */
  mailer: Mailer | null;
  /** Where links lead (`PUBLIC_URL`). */
  publicUrl: string;
}
