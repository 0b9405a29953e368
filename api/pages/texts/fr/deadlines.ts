import type { DeadlineKind } from '../../../../domain/calendar/deadline.ts';

const until: Record<DeadlineKind, (date: string) => string> = {
  organisation_reply: (date) => `L’organisme doit répondre au plus tard le ${date}`,
  prerequisites_acknowledgement: (date) => `L’organisme doit accuser réception au plus tard le ${date}`,
  prerequisites_reply: (date) => `L’organisme vérifie vos prérequis et doit répondre au plus tard le ${date}`,
  trainee_validation: (date) => `À vous de finaliser votre inscription au plus tard le ${date}`,
  payment_renewal: (date) => `À vous de renouveler le paiement au plus tard le ${date}`,
  draft_kept: (date) => `Ce brouillon est conservé jusqu’au ${date}`,
  record_kept: (date) => `Ce dossier est conservé jusqu’au ${date}`,
};

/** Deadlines in words. */
export const deadlines = {
  until,
  daysLeft: (days: number) => (days <= 0 ? 'aujourd’hui' : days === 1 ? 'demain' : `dans ${days} jours`),
  passed: 'date dépassée',
  count: (businessDays: number) =>
    businessDays === 1
      ? 'Ce délai est d’un jour ouvré. Le jour de départ ne compte pas.'
      : `Ce délai est de ${businessDays} jours ouvrés. Le jour de départ ne compte pas.`,
  extended: 'Cette date a été fixée par le service.',
  skippedHeading: (count: number) =>
    count === 1 ? 'Un jour n’est pas compté' : `${count} jours ne sont pas comptés`,
  noneSkipped: 'Aucun jour n’a été sauté : il n’y a ni week-end ni jour férié dans cette période.',
};
