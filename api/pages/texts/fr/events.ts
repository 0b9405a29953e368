import type { Actor, MessageType } from '../../../../domain/dossier/messages.ts';

const who: Record<Actor, string> = {
  trainee: 'Vous',
  organisation: 'L’organisme',
  payment: 'Le service de paiement',
  operator: 'Le service',
  system: 'Le service, automatiquement',
};

const what: Record<MessageType | 'open', string> = {
  open: 'Création du dossier',
  amend_draft: 'Changement de session',
  submit: 'Envoi du dossier à l’organisme',
  delete: 'Suppression de la liste',
  cancel: 'Annulation',
  acknowledge: 'Accusé de réception : l’organisme vérifie vos prérequis avec vous',
  accept: 'Acceptation sans modification',
  propose: 'Proposition avec des modifications',
  refuse: 'Refus de la demande',
  withdraw: 'Annulation par l’organisme',
  validate: 'Validation des montants et des conditions générales',
  open_payment: 'Ouverture du paiement par carte',
  payment_processing: 'Paiement en cours de traitement',
  payment_succeeded: 'Paiement reçu',
  payment_failed: 'Paiement refusé',
  payment_disputed: 'Paiement contesté auprès de la banque',
  refund_requested: 'Remboursement demandé',
  refund_succeeded: 'Remboursement effectué',
  refund_failed: 'Remboursement refusé par la banque',
  declare_entry: 'Déclaration d’entrée en formation',
  declare_end: 'Déclaration de fin de formation',
  extend_deadline: 'Report de la date limite',
  remind: 'Rappel : la date limite approche',
  deadline_passed: 'Date limite dépassée',
};

const rules: Partial<Record<string, string>> = {
  deadline_passed: 'Règle : sans action avant la date limite, la demande est annulée et rien n’est dû.',
  withdraw: 'Règle : si l’organisme annule, vos droits et le reste payé vous sont rendus en totalité.',
  validate: 'Règle : vos droits sont réservés, et consommés seulement à la fin de la formation.',
  payment_failed: 'Règle : vous pouvez payer de nouveau jusqu’à la date limite.',
  declare_end: 'Règle : les droits réservés sont consommés à la fin de la formation.',
  open: 'Règle : un brouillon que vous ne modifiez plus est conservé six mois.',
};

/** The lines of a dossier’s timeline. */
export const events = {
  who,
  what: (type: string): string => (what as Record<string, string>)[type] ?? 'Mise à jour du dossier',
  rule: (type: string): string | null => rules[type] ?? null,
  deadline: (businessDays: number, date: string) =>
    businessDays === 1
      ? `Délai : 1 jour ouvré, jusqu’au ${date}.`
      : `Délai : ${businessDays} jours ouvrés, jusqu’au ${date}.`,
  reason: (label: string) => `Motif : ${label}.`,
};
