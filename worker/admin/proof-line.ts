import type { DocumentFacts } from '../../db/documents/read-documents.ts';
import { frenchDateTime } from '../../domain/calendar/french-dates.ts';
import { cancellationReasonLabels } from '../../domain/dossier/cancellation-reasons.ts';
import { formatDossierNumber } from '../../domain/dossier/number.ts';
import { proofReviewLabels } from '../../domain/dossier/proofs.ts';

/** One line about a proof, without its name or content: both may tell about a person. */
export function proofLine(document: DocumentFacts): string {
  const { id, number, reason, createdAt, mediaType, sizeBytes, used, review, reviewReason } = document;
  const kilobytes = Math.ceil(sizeBytes / 1024);
  return [
    id,
    formatDossierNumber(number),
    cancellationReasonLabels[reason],
    `reçu le ${frenchDateTime(createdAt)}`,
    `${mediaType}, ${kilobytes} ko`,
    used ? 'a servi à annuler' : 'n’a pas servi',
    reviewReason === null ? proofReviewLabels[review] : `${proofReviewLabels[review]} : ${reviewReason}`,
  ].join(' · ');
}
