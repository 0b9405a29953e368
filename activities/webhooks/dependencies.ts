import type { Database } from '../../db/database.ts';
import type { SecretBox } from '../../db/secret-box.ts';
import type { OrganisationMail } from '../contract.ts';
import type { WebhookNetwork } from './post-webhook.ts';

/** What the activities of webhooks need from outside. */
export interface WebhookDependencies {
  db: Database;
  secrets: SecretBox;
  network: WebhookNetwork;
  /** The version that a dossier's workflow holds; null when there is no such workflow. Throws when no worker answers. */
  versionOf: (number: string) => Promise<number | null>;
  /** Starts the workflow of a stream, or tells it that more waits. */
  startStream: (stream: string) => Promise<void>;
  /** Whether the worker takes no new task: the courier then lets go at once. */
  isStopping: () => boolean;
  /** Has the administrators told, once for each occasion. */
  sendMail: (mail: OrganisationMail) => Promise<void>;
}
