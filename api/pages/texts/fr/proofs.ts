import type { ProofReview } from '../../../../domain/dossier/proofs.ts';

const reviews: Record<ProofReview, string> = {
  pending: 'non vérifié par notre service',
  accepted: 'accepté',
  refused: 'refusé',
};

/** Proofs of force majeure. */
export const proofs = {
  heading: 'Un cas de force majeure ?',
  intro:
    'Si vous annulez pour l’un de ces motifs, joignez un document qui le prouve : certificat, attestation, courrier. L’organisme ne voit pas ce document.',
  reasonLabel: 'Votre motif',
  fileLabel: 'Votre justificatif',
  fileHint: 'PDF, JPEG ou PNG, 10 Mo au plus. Cinq documents au plus par dossier.',
  add: 'Ajouter ce justificatif',
  chooseReason: 'Choisissez votre motif dans la liste.',
  chooseFile: 'Choisissez le fichier de votre justificatif.',
  listHeading: 'Vos justificatifs',
  reviews,
  line: (reason: string, date: string, review: string) => `${reason}, ajouté le ${date}, ${review}`,
  used: 'joint à l’annulation',
  remove: 'Supprimer',
  removeNamed: (name: string) => `Supprimer ${name}`,
};
