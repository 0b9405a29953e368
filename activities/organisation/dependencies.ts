import type { Database } from '../../db/database.ts';
import type { SecretBox } from '../../db/secret-box.ts';
import type { Mailer } from '../mail/mail.ts';

/** What the activities about organisations need from outside. */
export interface OrganisationDependencies {
  db: Database;
  secrets: SecretBox;
  /** Null while no mail service is configured: mails then wait. */
  mailer: Mailer | null;
  /** Where links lead (`PUBLIC_URL`). */
  publicUrl: string;
}
