import type { ActivityDependencies } from '../activities/index.ts';
import { createResendMailer } from '../activities/mail/resend-mailer.ts';
import { type Config, mailSettings } from '../config.ts';
import { createCodeHash } from '../db/accounts/code-hash.ts';
import type { Database } from '../db/database.ts';
import { createNirVault } from '../db/nir-vault.ts';

/** What the activities work with, from the settings. */
export function activityDependencies(db: Database, config: Config): ActivityDependencies {
  const mail = mailSettings(config);
  return {
    db,
    policyVersion: config.POLICY_VERSION,
    vault: createNirVault({ keys: config.NIR_ENCRYPTION_KEYS, indexKey: config.NIR_INDEX_KEY }),
    codeHash: createCodeHash(config.CODE_HASH_KEY),
    mailer: mail === null ? null : createResendMailer(mail),
    publicUrl: config.PUBLIC_URL,
  };
}
