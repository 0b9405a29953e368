import { sql } from 'kysely';
import type { DocumentPart, DocumentVault } from '../documents/document-vault.ts';
import { rotationBatch, type SealedSet } from './rotate.ts';

/** Everything that is sealed with `DOCUMENT_ENCRYPTION_KEYS`, as a change of keys goes through it. */
export function sealedDocuments(vault: DocumentVault): SealedSet[] {
  const parts = { name_ciphertext: 'name', content_ciphertext: 'content' } as const;
  return [
    // One document at a time: each may have 10 MB.
    sealedParts(vault, { table: 'dossier_documents', parts, batch: 1 }),
    sealedParts(vault, {
      table: 'conversation_messages',
      parts: { body_ciphertext: 'message' },
      batch: rotationBatch,
    }),
  ];
}

function sealedParts(
  vault: DocumentVault,
  { table, parts, batch }: { table: string; parts: Readonly<Record<string, DocumentPart>>; batch: number },
): SealedSet {
  return {
    ...{ table, batch, id: 'id', keyId: 'key_id', columns: Object.keys(parts) },
    isOld: sql`key_id <> ${vault.keyId}`,
    anew: ({ rowId, column, bytes, keyId }) => {
      const part = parts[column];
      if (part === undefined) throw new Error(`${table}.${column} is no sealed column`);
      const fresh = vault.seal(
        vault.open({ ciphertext: bytes, keyId: keyId ?? '' }, rowId, part),
        rowId,
        part,
      );
      return { bytes: fresh.ciphertext, keyId: fresh.keyId };
    },
  };
}
