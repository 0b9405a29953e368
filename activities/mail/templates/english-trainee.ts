import { lastDayToAgree } from '../../../domain/dossier/session-days.ts';
import { cancellationDates } from '../../../domain/dossier/cancellation-dates.ts';
import { explainCancellationInEnglish } from '../../../domain/dossier/english/cancellation-explanation.ts';
import { sessionBeginsInEnglish } from '../../../domain/dossier/english/description.ts';
import { describeClosureInEnglish } from '../../../domain/dossier/english/closure-description.ts';
import { cents, formatEurosEnglish } from '../../../domain/money.ts';
import type { DossierNoticeKind } from '../../../domain/notices/notice-kinds.ts';
import { actorOf } from '../../../domain/notices/notices-of.ts';
import { policyOf } from '../../../domain/policy/versions.ts';
import { datesWords } from './dates-words.ts';
import { deadlineTold, until } from './deadline-words.ts';
import { isOfWrongAmount, isRenewal } from './french-trainee.ts';
import type { NoticeContext, NoticeWords, Wording } from './notice-context.ts';
import { amountIn, refundWords } from './refund-words.ts';
import { trainingWords } from './training-words.ts';

const follow = 'Follow my request';
const see = 'See my dossier';

/** What the trainee is told, in English. */
export const englishTrainee: Readonly<Record<DossierNoticeKind, Wording>> = {
  requested: (context) => ({
    subject: 'Your enrolment request has been sent',
    sentence: `Your request to enrol in “${context.dossier.training.title}” has been sent to the training organisation.`,
    todo: `The organisation has until ${until(context)} to ${expectedInEnglish(context)}. Without an answer by then, your request will count as cancelled.`,
    action: follow,
  }),
  request_acknowledged: (context) => ({
    subject: 'The organisation has received your request',
    sentence: `The organisation has received your request for “${context.dossier.training.title}” and is checking your prerequisites with you.`,
    todo: `It has until ${until(context)} to reply. Without an answer by then, your request will count as cancelled.`,
    action: follow,
  }),
  to_validate: (context) => ({
    subject: 'Complete your enrolment',
    sentence: `The organisation accepts your request for “${context.dossier.training.title}” unchanged.`,
    todo: `You have until ${until(context)} to complete your enrolment; after that, your request will be cancelled.${begins(context)}`,
    action: 'Complete my enrolment',
  }),
  proposed: (context) => ({
    subject: 'The organisation has made you a proposal',
    sentence: `The organisation accepts your request for “${context.dossier.training.title}”, possibly with changes.`,
    todo: `You have until ${until(context)} to check them and complete your enrolment; after that, your request will be cancelled.${begins(context)}`,
    action: 'Check the proposal',
  }),
  refused: ended('The organisation refused your request'),
  request_cancelled: ended('Your enrolment request is cancelled'),
  cancelled: ended('Your training is cancelled'),
  cancelled_by_organisation: ended('The organisation cancelled your training'),
  payment_pending: (context) => ({
    subject: 'Your payment is being processed',
    sentence: `Your payment of ${remainder(context)} is being processed. There is nothing to do: we will write to you once it is done.`,
    action: follow,
  }),
  payment_refused: (context) => ({
    subject: isOfWrongAmount(context) ? 'Your payment is to be made again' : 'Your payment was refused',
    sentence: isOfWrongAmount(context)
      ? `We received a payment of ${formatEurosEnglish(amountIn(context.details))} instead of ${remainder(context)}: it is refunded in full, to the same card.`
      : `Your payment of ${remainder(context)} was refused.`,
    todo: `${isRenewal(context) ? 'As it was made in time, you exceptionally have' : 'You have'} until ${until(context)} to ${isOfWrongAmount(context) ? `pay ${remainder(context)}` : 'pay again'}; after that, your request will be cancelled.`,
    action: 'Pay again',
  }),
  validated: (context) => ({
    subject: 'Your enrolment is confirmed',
    sentence: `Your enrolment in “${context.dossier.training.title}” is confirmed${context.dossier.agreement?.rightsCents === 0 ? '' : ' and your rights are reserved'}.`,
    more: withdrawal(context),
    action: see,
  }),
  ...trainingWords.en,
  ...datesWords.en,
  deadline_extended: (context) => ({
    subject: 'The deadline of your dossier has been extended',
    sentence: 'The deadline of your dossier has been extended.',
    todo: `${mustAct(context)} now until ${until(context)} to ${expectedInEnglish(context)}.`,
    action: follow,
  }),
  refund: refundWords.en,
  draft_erased: () => ({
    subject: 'Your draft has been deleted',
    sentence: 'Your dossier was not sent in time: this draft has been deleted.',
    action: 'See my dossiers',
  }),
  message: ({ dossier }) => ({
    subject: 'The organisation has written to you',
    sentence: `The organisation has sent you a message about “${dossier.training.title}”. It is to be read in your dossier, not in this email.`,
    action: 'Read the message',
  }),
  reminder: (context) => ({
    subject: `Reminder: ${reminded(context)}`,
    sentence: `We remind you to ${expectedInEnglish(context)}, for “${context.dossier.training.title}”.`,
    todo: `You have until ${until(context)} to do so; after that, ${consequence(context)}.${begins(context)}`,
    action: reminderAction(context),
  }),
};

function ended(subject: string): Wording {
  return ({ dossier, closingWords }): NoticeWords => ({
    subject,
    sentence: `Your dossier for “${dossier.training.title}” is closed. ${describeClosureInEnglish(dossier)}`,
    more: closingWords === null ? [] : [`Reason given by the organisation: “${closingWords}”`],
    action: see,
  });
}

/** Until when the enrolment may be cancelled without cost; nothing once the entry has ended that. */
function withdrawal({ dossier, now }: NoticeContext): string[] {
  const policy = policyOf(dossier.policyVersion);
  if (cancellationDates(dossier, policy).withdrawalUntil === null) return [];
  const explanation = explainCancellationInEnglish(dossier, policy, { rule: 'withdrawal' }, now);
  return [`${explanation} The entry into the training ends the withdrawal period.`];
}

/** What is waited for, as the end of “to …”. */
export function expectedInEnglish(context: Pick<NoticeContext, 'dossier'>): string {
  switch (deadlineTold(context)?.kind) {
    case 'prerequisites_acknowledgement':
      return 'acknowledge the request';
    case 'organisation_reply':
    case 'prerequisites_reply':
      return 'reply to the request';
    case 'payment_renewal':
      return 'renew your payment';
    case 'draft_kept':
      return 'send your dossier';
    default:
      return 'complete your enrolment';
  }
}

/** That a session begins before the deadline, when it does. */
function begins({ dossier }: NoticeContext): string {
  const day = lastDayToAgree(dossier);
  return day === null ? '' : ` ${sessionBeginsInEnglish(day)}`;
}

function mustAct(context: NoticeContext): string {
  return actorOf(deadlineTold(context)) === 'organisation' ? 'The organisation has' : 'You have';
}

function reminded(context: NoticeContext): string {
  const kind = deadlineTold(context)?.kind;
  if (kind === 'draft_kept') return 'your dossier is not sent yet';
  return kind === 'payment_renewal' ? 'renew your payment' : 'complete your enrolment';
}

function consequence(context: NoticeContext): string {
  return deadlineTold(context)?.kind === 'draft_kept'
    ? 'your draft will be deleted'
    : 'your request will be cancelled';
}

function reminderAction(context: NoticeContext): string {
  const kind = deadlineTold(context)?.kind;
  if (kind === 'draft_kept') return 'Complete my dossier';
  return kind === 'payment_renewal' ? 'Pay again' : 'Complete my enrolment';
}

function remainder({ dossier }: NoticeContext): string {
  return formatEurosEnglish(dossier.agreement?.remainderCents ?? cents(0));
}
