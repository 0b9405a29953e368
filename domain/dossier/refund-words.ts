import { englishDate, frenchDate } from '../calendar/french-dates.ts';
import { parisDay } from '../calendar/paris-time.ts';
import type { Language } from '../language.ts';
import { formatEuros, formatEurosEnglish } from '../money.ts';
import type { Dossier } from './dossier.ts';
import type { Refund, RefundProgress, RefundReason } from './payment.ts';

/** How far a refund is, as far as it is said. */
export type RefundStage = Pick<RefundProgress, 'status' | 'at'> & Partial<RefundProgress>;

interface Words {
  why: Readonly<Record<RefundReason, string>>;
  due: string;
  again: (day: string) => string;
  requested: (day: string) => string;
  done: (day: string) => string;
  failed: (day: string) => string;
}

const words: Readonly<Record<Language, Words>> = {
  fr: {
    why: {
      cancellation: 'Remboursement du reste à payer',
      paid_after_cancellation: 'Remboursement en totalité d’un paiement reçu après la fin du dossier',
      paid_twice: 'Remboursement en totalité d’un second paiement',
      paid_too_late: 'Remboursement en totalité d’un paiement fait après la date limite',
      wrong_amount: 'Remboursement en totalité d’un paiement d’un montant inattendu',
      by_hand: 'Remboursement fait par notre service',
    },
    due: 'en préparation, sur la carte qui a payé',
    again: (day) => `refusé par la banque, nouvelle demande le ${day}, sur la carte qui a payé`,
    requested: (day) => `demandé à la banque le ${day}, sur la carte qui a payé`,
    done: (day) => `effectué le ${day}, sur la carte qui a payé`,
    failed: (day) => `refusé par la banque le ${day} ; notre service le reprend et vous contactera`,
  },
  en: {
    why: {
      cancellation: 'Refund of what was paid by card',
      paid_after_cancellation: 'Full refund of a payment that came after the end of the dossier',
      paid_twice: 'Full refund of a second payment',
      paid_too_late: 'Full refund of a payment made after the deadline',
      wrong_amount: 'Full refund of a payment of an unexpected amount',
      by_hand: 'Refund made by our service',
    },
    due: 'being prepared, to the card that paid',
    again: (day) => `refused by the bank, to be asked for again on ${day}, to the card that paid`,
    requested: (day) => `asked of the bank on ${day}, to the card that paid`,
    done: (day) => `made on ${day}, to the card that paid`,
    failed: (day) => `refused by the bank on ${day}; our service takes it up and will contact you`,
  },
};

/** Why money goes back. */
export function refundWhy(reason: RefundReason, language: Language): string {
  return words[language].why[reason];
}

/** How far it has come, with the day: the same words on the page, in the timeline and in mails. */
export function refundStage({ status, at, notBefore = null }: RefundStage, language: Language): string {
  const told = words[language];
  const day = (when: RefundStage['at']) =>
    language === 'fr' ? frenchDate(parisDay(when)) : englishDate(parisDay(when));
  if (status === 'due') return notBefore === null ? told.due : told.again(day(notBefore));
  return told[status](day(at));
}

/** One refund in a sentence: why, how much, how far; empty for one that was only noted. */
export function refundSentence(
  { reason, amountCents, progress }: Refund,
  language: Language,
  stage: RefundStage | undefined = progress,
): string {
  if (stage === undefined) return '';
  const [amount, colon] =
    language === 'fr' ? [formatEuros(amountCents), ' :'] : [formatEurosEnglish(amountCents), ':'];
  return `${refundWhy(reason, language)} (${amount})${colon} ${refundStage(stage, language)}.`;
}

/** The same of every refund of a dossier; empty without any. */
export function refundSentences({ payment }: Pick<Dossier, 'payment'>, language: Language): string {
  const sentences = (payment?.refunds ?? []).map((refund) => refundSentence(refund, language));
  return sentences.filter((sentence) => sentence !== '').join(' ');
}
