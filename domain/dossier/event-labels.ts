import type { MessageType } from './messages.ts';

const labels: Readonly<Record<MessageType | 'open', string>> = {
  open: 'Création du dossier',
  amend_draft: 'Changement de session',
  submit: 'Envoi du dossier à l’organisme',
  delete: 'Suppression de la liste',
  cancel: 'Annulation',
  acknowledge: 'Accusé de réception : l’organisme vérifie vos prérequis avec vous',
  accept: 'Acceptation sans modification',
  propose: 'Proposition avec des modifications',
  refuse: 'Refus de la demande',
  propose_dates: 'Proposition d’autres dates',
  withdraw_dates: 'Retrait des dates proposées',
  accept_dates: 'Nouvelles dates acceptées',
  decline_dates: 'Nouvelles dates refusées : les dates d’origine restent',
  withdraw: 'Annulation par l’organisme',
  validate: 'Validation des montants et des conditions générales',
  open_payment: 'Ouverture du paiement par carte',
  payment_processing: 'Paiement en cours de traitement',
  payment_succeeded: 'Paiement reçu',
  payment_failed: 'Paiement refusé',
  payment_disputed: 'Paiement contesté auprès de la banque',
  dispute_closed: 'Contestation du paiement close',
  refund_found: 'Remboursement fait par notre service',
  refund_requested: 'Remboursement demandé',
  refund_succeeded: 'Remboursement effectué',
  refund_failed: 'Remboursement refusé par la banque',
  declare_entry: 'Déclaration d’entrée en formation',
  declare_end: 'Déclaration de fin de formation',
  contest: 'Contestation par le titulaire',
  resolve_contest: 'Décision sur la contestation',
  extend_deadline: 'Report de la date limite',
  remind: 'Rappel : la date limite approche',
  deadline_passed: 'Date limite dépassée',
};

/** What a line of the timeline tells, by its type: « Envoi du dossier à l’organisme ». */
export function eventLabel(type: string): string {
  return (labels as Readonly<Record<string, string>>)[type] ?? 'Mise à jour du dossier';
}
