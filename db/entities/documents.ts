import { defineEntity, p } from '@mikro-orm/postgresql';
import type { TraineeReason } from '../../domain/dossier/cancellation-reasons.ts';
import type { ProofMediaType, ProofReview } from '../../domain/dossier/proofs.ts';

/** A file of a dossier: a proof that its trainee gave, or one that goes with a message. Content and file name are encrypted (`db/documents/document-vault.ts`). */
export const DossierDocument = defineEntity({
  name: 'DossierDocument',
  tableName: 'dossier_documents',
  properties: {
    id: p.uuid().primary(),
    number: p.text(),
    /** The trainee who gave it; null when the organisation did. */
    uploadedBy: p.uuid().nullable(),
    /** The organisation that gave it. */
    organisationId: p.uuid().nullable(),
    purpose: p.text().$type<'force_majeure' | 'message'>(),
    /** What a proof proves. */
    reason: p.text().$type<TraineeReason>().nullable(),
    /** The message that it goes with; null until that is sent. */
    messageId: p.uuid().nullable(),
    /** As found in the content, whatever the sender said. */
    mediaType: p.text().$type<ProofMediaType>(),
    sizeBytes: p.integer(),
    sha256: p.blob(),
    nameCiphertext: p.blob(),
    contentCiphertext: p.blob(),
    keyId: p.text(),
    createdAt: p.datetime().defaultRaw('now()'),
    review: p.text().$type<ProofReview>(),
    reviewedBy: p.text().nullable(),
    reviewedAt: p.datetime().nullable(),
    /** Why it was refused; the trainee reads it. */
    reviewReason: p.text().nullable(),
  },
});

/** What people do with a document. */
export type DocumentAction = 'added' | 'read' | 'deleted' | 'accepted' | 'refused';

/** One line for each access to a document, never changed, kept even when the document is deleted. */
export const DossierDocumentAccess = defineEntity({
  name: 'DossierDocumentAccess',
  tableName: 'dossier_document_accesses',
  properties: {
    id: p.integer().primary().autoincrement(),
    documentId: p.uuid(),
    number: p.text(),
    /** `trainee:<id>`, `member:<id>`, `key:<id>`, `operator:<name>`, or `service` for what is erased by itself. */
    by: p.text(),
    action: p.text().$type<DocumentAction>(),
    at: p.datetime().defaultRaw('now()'),
  },
});
