import type { CancellationRule } from '../../../../domain/dossier/dossier.ts';

const rules: Record<CancellationRule, string> = {
  nothing_agreed: 'Vous n’avez encore rien validé : annuler est gratuit.',
  withdrawal: 'Vous êtes dans le délai de rétractation : annuler est gratuit.',
  free: 'La session est encore assez loin : annuler est gratuit.',
  late: 'La session commence bientôt ou a commencé, et le délai de rétractation est terminé : le prix reste dû.',
  force_majeure: 'Votre cas de force majeure est prouvé : annuler est gratuit.',
  organisation: 'L’organisme annule : tout vous est rendu.',
};

/** Cancelling, with its consequences first. */
export const cancellation = {
  title: 'Annuler le dossier',
  heading: 'Annuler ce dossier ?',
  consequencesHeading: 'Si vous annulez maintenant',
  rules,
  holds: (date: string) => `Cela vaut jusqu’au ${date}.`,
  withProof: (consequences: string) => `Avec un justificatif de force majeure : ${consequences}`,
  nothing: 'Annuler maintenant ne vous coûte rien.',
  rights: 'Droits en jeu',
  remainder: 'Payé ou à payer par carte',
  reasonLabel: 'Motif, si c’est un cas de force majeure',
  noReason: 'Aucun de ces motifs',
  reasonHint: 'Ce motif est transmis à l’organisme.',
  confirm: 'Oui, annuler mon dossier',
  keep: 'Non, garder mon dossier',
  final:
    'Une annulation est définitive. Pour suivre cette formation ensuite, il faudra créer un nouveau dossier.',
  notAllowed: 'Ce dossier ne peut pas être annulé maintenant.',
  back: 'Revenir au dossier',
};
