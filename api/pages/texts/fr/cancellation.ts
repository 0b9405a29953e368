/** Cancelling, with its consequences first. */
export const cancellation = {
  title: 'Annuler le dossier',
  heading: 'Annuler ce dossier ?',
  consequencesHeading: 'Si vous annulez maintenant',
  holds: (date: string) => `Cela vaut jusqu’au ${date}.`,
  withProof: (consequences: string) =>
    `Avec un justificatif de force majeure, ce serait différent. ${consequences}`,
  nothing: 'Annuler maintenant ne vous coûte rien.',
  rights: 'Droits en jeu',
  remainder: 'Payé ou à payer par carte',
  reasonLabel: 'Motif, si c’est un cas de force majeure',
  noReason: 'Aucun de ces motifs',
  reasonHint: 'L’organisme ne voit pas ce motif.',
  confirm: 'Oui, annuler mon dossier',
  keep: 'Non, garder mon dossier',
  final:
    'Une annulation est définitive. Pour suivre cette formation ensuite, il faudra créer un nouveau dossier.',
  notAllowed: 'Ce dossier ne peut pas être annulé maintenant.',
  back: 'Revenir au dossier',
};
