import type { DocumentFacts } from '../../db/documents/read-documents.ts';
import { cancellationReasonLabels } from '../../domain/dossier/cancellation-reasons.ts';
import { proofReviewLabels } from '../../domain/dossier/proofs.ts';

/** A proof as its trainee sees it. */
export function documentView({ number: _number, ...document }: DocumentFacts & { name: string }) {
  return {
    ...document,
    reasonLabel: cancellationReasonLabels[document.reason],
    reviewLabel: proofReviewLabels[document.review],
    deletable: !document.used,
  };
}
