import type { Database } from '../../db/database.ts';
import type { WaitingStream } from '../../db/notices/hand-out.ts';
import type { UnsubscribeTokens } from '../../db/notices/unsubscribe-tokens.ts';
import type { Dossier } from '../../domain/dossier/dossier.ts';
import type { Mailer } from '../mail/mail.ts';

/** What notices need from outside. */
export interface NoticeDependencies {
  db: Database;
  mailer: Mailer;
  /** The service's public address, for links. */
  baseUrl: string;
  /** For the links that switch optional mails off. */
  unsubscribe: UnsubscribeTokens;
  /** Mails in a second at most, and streams started: what cannot be sent yet must not load Temporal. */
  perSecond: number;
  /** Asks the dossier's workflow, which alone decides; null when there is none. */
  readDossier(number: string): Promise<Dossier | null>;
  /** Starts or wakes the workflow that sends a stream's notices. */
  startStream(stream: WaitingStream): Promise<void>;
  /** Whether the worker is shutting down. */
  isStopping(): boolean;
}
