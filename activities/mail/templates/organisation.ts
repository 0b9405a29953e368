import { englishDateTime, frenchDateTime } from '../../../domain/calendar/french-dates.ts';
import type { ClosureReason } from '../../../domain/dossier/dossier.ts';
import type { DossierNoticeKind } from '../../../domain/notices/notice-kinds.ts';
import { datesToOrganisation } from './dates-words.ts';
import { until } from './deadline-words.ts';
import { expectedInEnglish } from './english-trainee.ts';
import { expected } from './french-trainee.ts';
import type { Wording } from './notice-context.ts';
import { contestToOrganisation } from './training-words.ts';

/** The kinds that an organisation's contact is told of. */
export type OrganisationKind = Extract<
  DossierNoticeKind,
  | 'requested'
  | 'request_acknowledged'
  | 'request_cancelled'
  | 'validated'
  | 'cancelled'
  | 'cancelled_by_organisation'
  | 'deadline_extended'
  | 'reminder'
  | 'message'
  | 'dates_accepted'
  | 'dates_declined'
  | 'contested'
  | 'contest_decided'
>;

/** What an organisation's contact is told, in French. */
export const frenchOrganisation: Readonly<Record<OrganisationKind, Wording>> = {
  requested: (context) => ({
    subject: 'Nouvelle demande d’inscription',
    sentence: `Vous avez reçu une demande d’inscription à « ${context.dossier.training.title} ».`,
    todo: `Vous avez jusqu’au ${until(context)} pour ${expected(context)} ; passé ce délai, la demande sera considérée comme annulée.`,
    action: 'Répondre à la demande',
  }),
  request_acknowledged: (context) => ({
    subject: 'Demande dont vous avez accusé réception',
    sentence: `Vous avez accusé réception de la demande pour « ${context.dossier.training.title} ». Vérifiez les prérequis avec le titulaire.`,
    todo: `Vous avez jusqu’au ${until(context)} pour ${expected(context)} ; passé ce délai, la demande sera considérée comme annulée.`,
    action: 'Répondre à la demande',
  }),
  request_cancelled: closed('Demande d’inscription annulée'),
  validated: (context) => ({
    subject: 'Inscription validée',
    sentence: `L’inscription à « ${context.dossier.training.title} » est validée.`,
    action: 'Voir le dossier',
  }),
  cancelled: closed('Formation annulée par le titulaire'),
  cancelled_by_organisation: closed('Formation annulée par vos soins'),
  deadline_extended: (context) => ({
    subject: 'Date limite reportée',
    sentence: 'La date limite de ce dossier a été reportée.',
    todo: `Vous avez désormais jusqu’au ${until(context)} pour ${expected(context)}.`,
    action: 'Répondre à la demande',
  }),
  reminder: (context) => ({
    subject: 'Rappel : une demande d’inscription attend votre réponse',
    sentence: `Nous vous rappelons qu’il vous reste à ${expected(context)}, pour « ${context.dossier.training.title} ».`,
    todo: `Vous avez jusqu’au ${until(context)} pour le faire ; passé ce délai, la demande sera considérée comme annulée.`,
    action: 'Répondre à la demande',
  }),
  ...contestToOrganisation.fr,
  ...datesToOrganisation.fr,
  message: ({ dossier }) => ({
    subject: 'Le titulaire vous a écrit',
    sentence: `Le titulaire vous a envoyé un message au sujet de « ${dossier.training.title} ». Il se lit dans le dossier, pas dans cet email.`,
    action: 'Lire le message',
  }),
};

/** What an organisation's contact is told, in English. */
export const englishOrganisation: Readonly<Record<OrganisationKind, Wording>> = {
  requested: (context) => ({
    subject: 'New enrolment request',
    sentence: `You have received a request to enrol in “${context.dossier.training.title}”.`,
    todo: `You have until ${until(context)} to ${expectedInEnglish(context)}; after that, the request will count as cancelled.`,
    action: 'Reply to the request',
  }),
  request_acknowledged: (context) => ({
    subject: 'Request that you acknowledged',
    sentence: `You have acknowledged the request for “${context.dossier.training.title}”. Check the prerequisites with the trainee.`,
    todo: `You have until ${until(context)} to ${expectedInEnglish(context)}; after that, the request will count as cancelled.`,
    action: 'Reply to the request',
  }),
  request_cancelled: closedInEnglish('Enrolment request cancelled'),
  validated: (context) => ({
    subject: 'Enrolment confirmed',
    sentence: `The enrolment in “${context.dossier.training.title}” is confirmed.`,
    action: 'See the dossier',
  }),
  cancelled: closedInEnglish('Training cancelled by the trainee'),
  cancelled_by_organisation: closedInEnglish('Training cancelled by you'),
  deadline_extended: (context) => ({
    subject: 'Deadline extended',
    sentence: 'The deadline of this dossier has been extended.',
    todo: `You now have until ${until(context)} to ${expectedInEnglish(context)}.`,
    action: 'Reply to the request',
  }),
  reminder: (context) => ({
    subject: 'Reminder: an enrolment request awaits your reply',
    sentence: `We remind you to ${expectedInEnglish(context)}, for “${context.dossier.training.title}”.`,
    todo: `You have until ${until(context)} to do so; after that, the request will count as cancelled.`,
    action: 'Reply to the request',
  }),
  ...contestToOrganisation.en,
  ...datesToOrganisation.en,
  message: ({ dossier }) => ({
    subject: 'The trainee has written to you',
    sentence: `The trainee has sent you a message about “${dossier.training.title}”. It is to be read in the dossier, not in this email.`,
    action: 'Read the message',
  }),
};

const frenchReasons: Readonly<Record<ClosureReason, string>> = {
  trainee: 'Le titulaire a annulé',
  organisation: 'Votre organisme a annulé',
  refused: 'Votre organisme a refusé la demande',
  organisation_silent: 'La demande est restée sans réponse de votre organisme',
  prerequisites_not_confirmed: 'Les prérequis n’ont pas été confirmés',
  validation_lapsed: 'Le titulaire n’a pas finalisé l’inscription dans le délai',
  training_ended: 'La formation est terminée',
};

const englishReasons: Readonly<Record<ClosureReason, string>> = {
  trainee: 'The trainee cancelled',
  organisation: 'Your organisation cancelled',
  refused: 'Your organisation refused the request',
  organisation_silent: 'Your organisation did not reply to the request',
  prerequisites_not_confirmed: 'The prerequisites were not confirmed',
  validation_lapsed: 'The trainee did not complete the enrolment in time',
  training_ended: 'The training has ended',
};

function closed(subject: string): Wording {
  return ({ dossier: { training, closure } }) => ({
    subject,
    sentence:
      closure === null
        ? `Le dossier pour « ${training.title} » est annulé.`
        : `${frenchReasons[closure.reason]}, pour « ${training.title} » (${frenchDateTime(closure.at)}).`,
    action: 'Voir le dossier',
  });
}

function closedInEnglish(subject: string): Wording {
  return ({ dossier: { training, closure } }) => ({
    subject,
    sentence:
      closure === null
        ? `The dossier for “${training.title}” is cancelled.`
        : `${englishReasons[closure.reason]}, for “${training.title}” (${englishDateTime(closure.at)}).`,
    action: 'See the dossier',
  });
}
