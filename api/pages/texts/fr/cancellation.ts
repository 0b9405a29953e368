/** Cancelling, with its consequences first. */
export const cancellation = {
  title: 'Annuler le dossier',
  heading: 'Annuler ce dossier ?',
  progress: (step: number) => `Étape ${step} sur 3`,
  consequencesHeading: 'Si vous annulez maintenant',
  withoutProofHeading: 'Sans justificatif de force majeure',
  withProofHeading: 'Avec un justificatif de force majeure',
  holds: (date: string) => `Cela vaut jusqu’au ${date}.`,
  nothing: 'Annuler maintenant ne vous coûte rien.',
  outcome: {
    rightsBackCents: 'Droits rendus',
    rightsConsumedCents: 'Droits consommés',
    remainderRefundedCents: 'Remboursé sur votre carte',
    remainderKeptCents: 'Payé par carte et non remboursé',
  },
  reasonQuestion: 'Pourquoi annulez-vous ?',
  reason: (label: string) => `Votre motif : ${label}.`,
  noReason: 'Aucun de ces motifs',
  reasonHint: 'L’organisme ne voit pas ce motif.',
  next: 'Continuer',
  proofHeading: 'Joindre votre justificatif',
  goOnHeading: 'Continuer sans justificatif ?',
  goOnText:
    'Vous pouvez annuler sans justificatif, mais le prix de la formation reste alors dû, comme indiqué ci-dessus. Un justificatif donné après l’annulation ne changera rien.',
  goOn: 'Continuer sans justificatif',
  otherReason: 'Choisir un autre motif',
  confirm: 'Oui, annuler mon dossier',
  keep: 'Non, garder mon dossier',
  final:
    'Une annulation est définitive. Pour suivre cette formation ensuite, il faudra créer un nouveau dossier.',
  notAllowed: 'Ce dossier ne peut pas être annulé maintenant.',
  contested:
    'Vous contestez une déclaration de l’organisme : ce dossier pourra être annulé quand notre service se sera prononcé. D’ici là, rien n’est consommé.',
  back: 'Revenir au dossier',
};
