import type { DossierState } from './states.ts';

/** The kinds of document that a proof may be, by content (domain.md, "Policy values": force majeure with proof). */
export const proofMediaTypes = ['application/pdf', 'image/jpeg', 'image/png'] as const;

/** One of those kinds. */
export type ProofMediaType = (typeof proofMediaTypes)[number];

/** The largest proof, in bytes: 10 MB. */
export const largestProofBytes = 10 * 1024 * 1024;

/** How much a dossier may hold: enough for every page of a certificate photographed, not for a photo album. */
export const proofQuota = { documents: 5, bytes: 25 * 1024 * 1024 } as const;

/** What people said of a proof: nothing yet, that it proves the reason, or that it does not. */
export const proofReviews = ['pending', 'accepted', 'refused'] as const;

/** One of those. */
export type ProofReview = (typeof proofReviews)[number];

/** How a person reads each of those. */
export const proofReviewLabels: Readonly<Record<ProofReview, string>> = {
  pending: 'non vérifié',
  accepted: 'accepté',
  refused: 'refusé',
};

/** Tells whether a dossier takes proofs: once something is at stake, and as long as it may be cancelled. */
export function takesProofs(state: DossierState): boolean {
  return state === 'validated' || state === 'in_training';
}
