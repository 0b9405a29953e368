import type { Database } from '../../db/database.ts';
import type { SecretBox } from '../../db/secret-box.ts';
import type { OrganisationMail } from '../contract.ts';
import type { WebhookNetwork } from './post-webhook.ts';
import type { Slots } from './slots.ts';

/** What delivering webhooks needs from outside. */
export interface WebhookDependencies {
  db: Database;
  secrets: SecretBox;
  network: WebhookNetwork;
  /** The process's, for its first attempts and its workflows' alike. */
  slots: Slots;
  /** Has the administrators told, once for each occasion. */
  sendMail: (mail: OrganisationMail) => Promise<void>;
}
