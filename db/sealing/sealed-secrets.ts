import { sql } from 'kysely';
import { sealContext } from '../organisation/api-keys.ts';
import { linkContext } from '../organisation/mailed-links.ts';
import { memberFactorContext } from '../organisation/second-factor.ts';
import type { SecretBox } from '../secret-box.ts';
import { webhookSecretContext } from '../webhooks/endpoints.ts';
import { rotationBatch, type SealedSet } from './rotate.ts';

interface SecretColumn {
  table: string;
  column: string;
  /** What a secret is sealed for, given its row's id. */
  contextOf: (id: string) => string;
}

const columns: readonly SecretColumn[] = [
  { table: 'organisation_members', column: 'totp_secret', contextOf: memberFactorContext },
  { table: 'organisation_api_keys', column: 'signing_secret', contextOf: sealContext },
  { table: 'organisation_invitations', column: 'token_sealed', contextOf: linkContext },
  { table: 'webhook_secrets', column: 'sealed', contextOf: webhookSecretContext },
];

/** Everything that is sealed with `SECRETS_ENCRYPTION_KEYS`, as a change of keys goes through it. */
export function sealedSecrets(box: SecretBox): SealedSet[] {
  return columns.map(({ table, column, contextOf }) => ({
    ...{ table, id: 'id', keyId: null, columns: [column], batch: rotationBatch },
    isOld: sql`substring(${sql.ref(column)} from 1 for ${box.header.length}::integer) <> ${box.header}`,
    anew: ({ rowId, bytes }) => {
      const context = contextOf(rowId);
      return { bytes: box.seal(box.open(bytes, context), context), keyId: null };
    },
  }));
}
