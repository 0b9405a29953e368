import type { Database } from '../../db/database.ts';
import type { UnsubscribeTokens } from '../../db/notices/unsubscribe-tokens.ts';
import type { Mailer } from '../mail/mail.ts';

/** What notices need from outside. */
export interface NoticeDependencies {
  db: Database;
  mailer: Mailer;
  /** The service's public address, for links. */
  baseUrl: string;
  /** For the links that switch optional mails off. */
  unsubscribe: UnsubscribeTokens;
  /** Mails in a second at most, of all workers together. */
  perSecond: number;
}
