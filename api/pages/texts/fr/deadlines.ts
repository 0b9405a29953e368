import type { DeadlineKind } from '../../../../domain/calendar/deadline.ts';

const until: Record<DeadlineKind, (date: string) => string> = {
  organisation_reply: (date) => `L’organisme a jusqu’au ${date} pour répondre`,
  prerequisites_acknowledgement: (date) => `L’organisme a jusqu’au ${date} pour accuser réception`,
  prerequisites_reply: (date) => `L’organisme vérifie vos prérequis et a jusqu’au ${date} pour répondre`,
  trainee_validation: (date) => `Vous avez jusqu’au ${date} pour finaliser votre inscription`,
  payment_renewal: (date) => `Vous avez jusqu’au ${date} pour renouveler le paiement`,
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
  andOthers: (count: number) => (count === 1 ? 'et un autre jour' : `et ${count} autres jours`),
  noneSkipped: 'Aucun jour n’a été sauté : il n’y a ni week-end ni jour férié dans cette période.',
};
