import { englishDate, frenchDate } from '../calendar/french-dates.ts';
import { parisDay } from '../calendar/paris-time.ts';
import type { Language } from '../language.ts';
import { formatEuros, formatEurosEnglish } from '../money.ts';
import type { AmountKind, AmountLine } from './amount-lines.ts';

const names: Readonly<Record<Language, Readonly<Record<AmountKind, string>>>> = {
  fr: {
    price: 'Prix de la formation',
    rights_estimated: 'Droits qui seraient utilisés (estimation)',
    card_estimated: 'Reste qui serait à payer par carte (estimation)',
    rights_reserved: 'Droits réservés',
    rights_consumed: 'Droits consommés',
    rights_given_back: 'Droits rendus',
    card_due: 'Reste à payer par carte',
    card_processing: 'Paiement par carte en cours',
    card_paid: 'Payé par carte',
    card_kept: 'Payé par carte et non remboursé',
    card_refund_asked: 'Remboursement en cours sur votre carte',
    card_refunded: 'Remboursé sur votre carte',
    card_taken_back: 'Repris par votre banque',
  },
  en: {
    price: 'Price of the training',
    rights_estimated: 'Rights that would be used (estimate)',
    card_estimated: 'Left to pay by card (estimate)',
    rights_reserved: 'Rights reserved',
    rights_consumed: 'Rights consumed',
    rights_given_back: 'Rights given back',
    card_due: 'Left to pay by card',
    card_processing: 'Payment by card under way',
    card_paid: 'Paid by card',
    card_kept: 'Paid by card and not refunded',
    card_refund_asked: 'Being refunded to your card',
    card_refunded: 'Refunded to your card',
    card_taken_back: 'Taken back by your bank',
  },
};

/** A line of a dossier's amounts as a person reads it: « Payé par carte le 3 mars 2027 », « 200,00 € ». */
export function amountLabel({ kind, at }: Pick<AmountLine, 'kind' | 'at'>, language: Language): string {
  const name = names[language][kind];
  if (at === null) return name;
  return language === 'fr'
    ? `${name} le ${frenchDate(parisDay(at))}`
    : `${name} on ${englishDate(parisDay(at))}`;
}

/** The amount of a line. */
export function amountShown({ cents }: Pick<AmountLine, 'cents'>, language: Language): string {
  return language === 'fr' ? formatEuros(cents) : formatEurosEnglish(cents);
}
