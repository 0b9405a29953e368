import type { Refund } from '../../../domain/dossier/payment.ts';
import { refundSentence, type RefundStage } from '../../../domain/dossier/refund-words.ts';
import { toldRefund } from '../../../domain/dossier/told-refund.ts';
import type { Language } from '../../../domain/language.ts';
import { cents, formatEuros, formatEurosEnglish } from '../../../domain/money.ts';
import type { NoticeContext, Wording } from './notice-context.ts';

/** What a trainee is told of money that goes back, in each language: that it will, and each step of it. */
export const refundWords: Readonly<Record<Language, Wording>> = {
  fr: (context) => {
    const told = stepOf(context);
    return {
      subject: told === null ? 'Un paiement vous est remboursé' : subjects.fr[told.stage.status],
      sentence:
        told === null
          ? `${goesBackInFrench(context.details)} : il vous est remboursé en totalité, sur la même carte. Vous n’avez rien à faire.`
          : `${refundSentence(told.refund, 'fr', told.stage)}${told.stage.status === 'done' ? ' Il apparaît sur votre compte sous quelques jours, selon votre banque.' : ''}`,
      action: 'Voir mon dossier',
    };
  },
  en: (context) => {
    const told = stepOf(context);
    return {
      subject: told === null ? 'A payment is refunded to you' : subjects.en[told.stage.status],
      sentence:
        told === null
          ? `${goesBackInEnglish(context.details)}: it is refunded in full, to the same card. There is nothing to do.`
          : `${refundSentence(told.refund, 'en', told.stage)}${told.stage.status === 'done' ? ' It shows on your account within a few days, depending on your bank.' : ''}`,
      action: 'See my dossier',
    };
  },
};

const subjects: Readonly<Record<Language, Readonly<Record<RefundStage['status'], string>>>> = {
  fr: {
    due: 'Votre remboursement est retardé',
    requested: 'Votre remboursement est demandé à la banque',
    done: 'Votre remboursement est effectué',
    failed: 'Votre remboursement a été refusé par la banque',
  },
  en: {
    due: 'Your refund is delayed',
    requested: 'Your refund has been asked of the bank',
    done: 'Your refund is made',
    failed: 'Your refund was refused by the bank',
  },
};

function stepOf({ dossier, event }: NoticeContext): { refund: Refund; stage: RefundStage } | null {
  return event === null ? null : toldRefund(dossier, event);
}

function goesBackInFrench(details: NoticeContext['details']): string {
  const amount = formatEuros(amountIn(details));
  switch (details['goesBack']) {
    case 'paid_twice':
      return `Un second paiement de ${amount} est arrivé alors que votre dossier était déjà payé`;
    case 'paid_too_late':
      return `Votre paiement de ${amount} a été fait après la date limite`;
    case 'wrong_amount':
      return `Un paiement de ${amount} est arrivé, qui n’est pas le montant de votre dossier`;
    default:
      return `Un paiement de ${amount} est arrivé alors que rien n’était plus dû`;
  }
}

function goesBackInEnglish(details: NoticeContext['details']): string {
  const amount = formatEurosEnglish(amountIn(details));
  switch (details['goesBack']) {
    case 'paid_twice':
      return `A second payment of ${amount} arrived when your dossier was paid already`;
    case 'paid_too_late':
      return `Your payment of ${amount} was made after the deadline`;
    case 'wrong_amount':
      return `A payment of ${amount} arrived, which is not the amount of your dossier`;
    default:
      return `A payment of ${amount} arrived when nothing was due any more`;
  }
}

/** The amount of a payment, in cents, as its event carries it. */
export function amountIn({ amountCents }: NoticeContext['details']) {
  return cents(typeof amountCents === 'number' ? amountCents : 0);
}
