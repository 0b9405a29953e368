import { defineEntity, p } from '@mikro-orm/postgresql';
import type { TraineeReason } from '../../domain/dossier/cancellation-reasons.ts';
import type { ProofMediaType, ProofReview } from '../../domain/dossier/proofs.ts';

/** A proof that a trainee gave with a dossier. Content and file name are encrypted (`db/documents/document-vault.ts`). */
export const DossierDocument = defineEntity({
  name: 'DossierDocument',
  tableName: 'dossier_documents',
  properties: {
    id: p.uuid().primary(),
    number: p.text(),
    uploadedBy: p.uuid(),
    purpose: p.text().$type<'force_majeure'>(),
    reason: p.text().$type<TraineeReason>(),
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
    /** `trainee:<id>` or `operator:<name>`. */
    by: p.text(),
    action: p.text().$type<DocumentAction>(),
    at: p.datetime().defaultRaw('now()'),
  },
});
