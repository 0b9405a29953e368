import { createResendMailer } from '../activities/mail/resend-mailer.ts';
import { type Config, mailSettings } from '../config.ts';
import { createStripe } from '../activities/payments/stripe-client.ts';
import { createCodeHash } from '../db/accounts/code-hash.ts';
import type { Database } from '../db/database.ts';
import { createDocumentVault } from '../db/documents/document-vault.ts';
import { createNirVault } from '../db/nir-vault.ts';
import { createSecretBox } from '../db/secret-box.ts';
import type { WorkerParts } from './create-worker.ts';
import { stripeSettings } from './stripe-settings.ts';

/** What the activities work with, from the settings. */
export function activityDependencies(db: Database, config: Config): WorkerParts['dependencies'] {
  const mail = mailSettings(config);
  const stripe = stripeSettings(config);
  return {
    db,
    policyVersion: config.POLICY_VERSION,
    stripe: stripe === null ? null : createStripe(stripe),
    secrets: createSecretBox(config.SECRETS_ENCRYPTION_KEYS),
    vault: createNirVault({ keys: config.NIR_ENCRYPTION_KEYS, indexKey: config.NIR_INDEX_KEY }),
    documents: createDocumentVault(config.DOCUMENT_ENCRYPTION_KEYS),
    codeHash: createCodeHash(config.CODE_HASH_KEY),
    mailer: mail === null ? null : createResendMailer(mail),
    publicUrl: config.PUBLIC_URL,
  };
}
