import type { ProofReview } from '../../../../domain/dossier/proofs.ts';
import type { proofs as french } from '../fr/proofs.ts';

const reviews: Record<ProofReview, string> = {
  pending: 'not checked by our service',
  accepted: 'accepted',
  refused: 'refused',
};

/** Proofs of force majeure. */
export const proofs: typeof french = {
  heading: 'A case of force majeure?',
  intro:
    'If you cancel for one of these reasons, attach a document that proves it: a certificate, a statement, a letter. The organisation does not see this document.',
  reasonLabel: 'Your reason',
  fileLabel: 'Your proof',
  fileHint: 'PDF, JPEG or PNG, at most 10 MB. At most five documents for a dossier.',
  add: 'Add this proof',
  chooseReason: 'Choose your reason in the list.',
  chooseFile: 'Choose the file of your proof.',
  listHeading: 'Your proofs',
  reviews,
  line: (reason: string, date: string, review: string) => `${reason}, added on ${date}, ${review}`,
  used: 'went with the cancellation',
  remove: 'Delete',
  removeNamed: (name: string) => `Delete ${name}`,
};
