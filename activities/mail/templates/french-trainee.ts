import { lastDayToAgree } from '../../../domain/dossier/session-days.ts';
import { cancellationDates } from '../../../domain/dossier/cancellation-dates.ts';
import { explainCancellation } from '../../../domain/dossier/cancellation-explanation.ts';
import { sessionBegins } from '../../../domain/dossier/description.ts';
import { describeClosure } from '../../../domain/dossier/closure-description.ts';
import { cents, formatEuros } from '../../../domain/money.ts';
import type { DossierNoticeKind } from '../../../domain/notices/notice-kinds.ts';
import { actorOf } from '../../../domain/notices/notices-of.ts';
import { policyOf } from '../../../domain/policy/versions.ts';
import { datesWords } from './dates-words.ts';
import { deadlineTold, until } from './deadline-words.ts';
import type { NoticeContext, NoticeWords, Wording } from './notice-context.ts';
import { amountIn, refundWords } from './refund-words.ts';
import { trainingWords } from './training-words.ts';

const follow = 'Suivre mon dossier';
const see = 'Voir mon dossier';

/** What the trainee is told, in French. */
export const frenchTrainee: Readonly<Record<DossierNoticeKind, Wording>> = {
  requested: (context) => ({
    subject: 'Votre demande d’inscription est envoyée',
    sentence: `Votre demande d’inscription à « ${context.dossier.training.title} » est envoyée à l’organisme.`,
    todo: `L’organisme a jusqu’au ${until(context)} pour ${expected(context)}. Sans réponse à cette date, votre demande sera considérée comme annulée.`,
    action: follow,
  }),
  request_acknowledged: (context) => ({
    subject: 'L’organisme a bien reçu votre demande',
    sentence: `L’organisme a accusé réception de votre demande pour « ${context.dossier.training.title} » et vérifie vos prérequis avec vous.`,
    todo: `Il a jusqu’au ${until(context)} pour répondre. Sans réponse à cette date, votre demande sera considérée comme annulée.`,
    action: follow,
  }),
  to_validate: (context) => ({
    subject: 'Votre inscription est à finaliser',
    sentence: `L’organisme accepte sans modification votre demande pour « ${context.dossier.training.title} ».`,
    todo: `Vous avez jusqu’au ${until(context)} pour finaliser votre inscription ; passé ce délai, votre demande sera annulée.${begins(context)}`,
    action: 'Finaliser mon inscription',
  }),
  proposed: (context) => ({
    subject: 'L’organisme vous fait une proposition',
    sentence: `L’organisme accepte votre demande pour « ${context.dossier.training.title} » avec d’éventuelles modifications.`,
    todo: `Vous avez jusqu’au ${until(context)} pour les vérifier et finaliser votre inscription ; passé ce délai, votre demande sera annulée.${begins(context)}`,
    action: 'Vérifier la proposition',
  }),
  refused: ended('L’organisme a refusé votre demande'),
  request_cancelled: ended('Votre demande d’inscription est annulée'),
  cancelled: ended('Votre formation est annulée'),
  cancelled_by_organisation: ended('L’organisme a annulé votre formation'),
  payment_pending: (context) => ({
    subject: 'Votre paiement est en cours de traitement',
    sentence: `Votre paiement de ${remainder(context)} est en cours de traitement. Vous n’avez rien à faire : nous vous écrirons dès qu’il aura abouti.`,
    action: follow,
  }),
  payment_refused: (context) => ({
    subject: isOfWrongAmount(context) ? 'Votre paiement est à refaire' : 'Votre paiement a été refusé',
    sentence: isOfWrongAmount(context)
      ? `Nous avons reçu un paiement de ${formatEuros(amountIn(context.details))} au lieu de ${remainder(context)} : il vous est remboursé en totalité, sur la même carte.`
      : `Votre paiement de ${remainder(context)} a été refusé.`,
    todo: `${isRenewal(context) ? 'Comme il avait été fait à temps, vous avez exceptionnellement' : 'Vous avez'} jusqu’au ${until(context)} pour ${isOfWrongAmount(context) ? `payer les ${remainder(context)}` : 'le renouveler'} ; passé ce délai, votre demande sera annulée.`,
    action: 'Renouveler mon paiement',
  }),
  validated: (context) => ({
    subject: 'Votre inscription est validée',
    sentence: `Votre inscription à « ${context.dossier.training.title} » est validée${context.dossier.agreement?.rightsCents === 0 ? '' : ' et vos droits sont réservés'}.`,
    more: withdrawal(context),
    action: see,
  }),
  ...trainingWords.fr,
  ...datesWords.fr,
  deadline_extended: (context) => ({
    subject: 'La date limite de votre dossier est reportée',
    sentence: 'La date limite de votre dossier a été reportée.',
    todo: `${mustAct(context)} désormais jusqu’au ${until(context)} pour ${expected(context)}.`,
    action: follow,
  }),
  refund: refundWords.fr,
  draft_erased: () => ({
    subject: 'Votre brouillon a été supprimé',
    sentence: 'Votre dossier n’a pas été envoyé dans le délai : ce brouillon a été supprimé.',
    action: 'Voir mes dossiers',
  }),
  message: ({ dossier }) => ({
    subject: 'L’organisme vous a écrit',
    sentence: `L’organisme vous a envoyé un message au sujet de « ${dossier.training.title} ». Il se lit dans votre dossier, pas dans cet email.`,
    action: 'Lire le message',
  }),
  reminder: (context) => ({
    subject: `Rappel : ${reminded(context)}`,
    sentence: `Nous vous rappelons qu’il vous reste à ${expected(context)}, pour « ${context.dossier.training.title} ».`,
    todo: `Vous avez jusqu’au ${until(context)} pour le faire ; passé ce délai, ${consequence(context)}.${begins(context)}`,
    action: reminderAction(context),
  }),
};

function ended(subject: string): Wording {
  return ({ dossier, closingWords }): NoticeWords => ({
    subject,
    sentence: `Votre dossier pour « ${dossier.training.title} » est clos. ${describeClosure(dossier)}`,
    more: closingWords === null ? [] : [`Motif donné par l’organisme : « ${closingWords} »`],
    action: see,
  });
}

/** Until when the enrolment may be cancelled without cost; nothing once the entry has ended that. */
function withdrawal({ dossier, now }: NoticeContext): string[] {
  const policy = policyOf(dossier.policyVersion);
  if (cancellationDates(dossier, policy).withdrawalUntil === null) return [];
  const explanation = explainCancellation(dossier, policy, { rule: 'withdrawal' }, now);
  return [`${explanation} L’entrée en formation met fin au délai de rétractation.`];
}

/** What is waited for, as the end of « pour … ». */
export function expected(context: Pick<NoticeContext, 'dossier'>): string {
  switch (deadlineTold(context)?.kind) {
    case 'prerequisites_acknowledgement':
      return 'accuser réception de la demande';
    case 'organisation_reply':
    case 'prerequisites_reply':
      return 'répondre à la demande';
    case 'payment_renewal':
      return 'renouveler votre paiement';
    case 'draft_kept':
      return 'envoyer votre dossier';
    default:
      return 'finaliser votre inscription';
  }
}

/** That a session begins before the deadline, when it does. */
function begins({ dossier }: NoticeContext): string {
  const day = lastDayToAgree(dossier);
  return day === null ? '' : ` ${sessionBegins(day)}`;
}

function mustAct(context: NoticeContext): string {
  return actorOf(deadlineTold(context)) === 'organisation' ? 'L’organisme a' : 'Vous avez';
}

function reminded(context: NoticeContext): string {
  const kind = deadlineTold(context)?.kind;
  if (kind === 'draft_kept') return 'votre dossier n’est pas encore envoyé';
  return kind === 'payment_renewal' ? 'votre paiement est à renouveler' : 'votre inscription est à finaliser';
}

function consequence(context: NoticeContext): string {
  return deadlineTold(context)?.kind === 'draft_kept'
    ? 'votre brouillon sera supprimé'
    : 'votre demande sera annulée';
}

function reminderAction(context: NoticeContext): string {
  const kind = deadlineTold(context)?.kind;
  if (kind === 'draft_kept') return 'Compléter mon dossier';
  return kind === 'payment_renewal' ? 'Renouveler mon paiement' : 'Finaliser mon inscription';
}

function remainder({ dossier }: NoticeContext): string {
  return formatEuros(dossier.agreement?.remainderCents ?? cents(0));
}

/** Whether what is to be paid again is so because another amount arrived. */
export function isOfWrongAmount({ details }: NoticeContext): boolean {
  return details['goesBack'] === 'wrong_amount';
}

/** Whether the deadline is the one day more that a payment that was waited for gets. */
export function isRenewal(context: NoticeContext): boolean {
  return deadlineTold(context)?.kind === 'payment_renewal';
}
