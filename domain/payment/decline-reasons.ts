import type { Language } from '../language.ts';

/** A reason in each language: the middle of a sentence, without its full stop. */
type Told = Readonly<Record<Language, string>>;

const unexplained: Told = {
  fr: 'la banque n’a pas accepté le paiement. Essayez une autre carte ou contactez votre banque',
  en: 'the bank did not accept the payment. Try another card or contact your bank',
};
const refusedByBank: Told = {
  fr: 'votre banque a refusé le paiement sans en donner la raison. Contactez-la ou essayez une autre carte',
  en: 'your bank refused the payment without giving a reason. Contact it or try another card',
};
const wrongDetails: Told = {
  fr: 'les informations de la carte sont incorrectes. Vérifiez le numéro, la date et le code de sécurité',
  en: 'the details of the card are wrong. Check the number, the date and the security code',
};
const notAuthenticated: Told = {
  fr: 'l’authentification demandée par votre banque a échoué. Recommencez et validez le paiement auprès d’elle',
  en: 'the authentication that your bank asked for failed. Start again and confirm the payment with it',
};
const cardNotAccepted: Told = {
  fr: 'cette carte ne permet pas ce paiement. Essayez une autre carte',
  en: 'this card does not allow this payment. Try another card',
};
const tooMuch: Told = {
  fr: 'le plafond de votre carte est atteint. Contactez votre banque ou essayez une autre carte',
  en: 'the limit of your card is reached. Contact your bank or try another card',
};
const tryAgain: Told = {
  fr: 'la banque n’a pas pu traiter le paiement. Réessayez dans quelques minutes',
  en: 'the bank could not process the payment. Try again in a few minutes',
};

/**
 * What Stripe's decline and error codes mean to the person who pays (docs.stripe.com/declines/codes). Codes that would tell a
 * thief something (a lost, stolen or suspected card) are said like any refusal, as Stripe asks.
 */
const reasons: Readonly<Record<string, Told>> = {
  insufficient_funds: {
    fr: 'le solde de votre compte est insuffisant. Essayez une autre carte',
    en: 'there is not enough money on your account. Try another card',
  },
  expired_card: {
    fr: 'votre carte a expiré. Utilisez une autre carte',
    en: 'your card has expired. Use another card',
  },
  incorrect_number: wrongDetails,
  invalid_number: wrongDetails,
  incorrect_cvc: wrongDetails,
  invalid_cvc: wrongDetails,
  invalid_expiry_month: wrongDetails,
  invalid_expiry_year: wrongDetails,
  incorrect_pin: wrongDetails,
  authentication_required: notAuthenticated,
  authentication_not_handled: notAuthenticated,
  payment_intent_authentication_failure: notAuthenticated,
  card_not_supported: cardNotAccepted,
  currency_not_supported: cardNotAccepted,
  restricted_card: cardNotAccepted,
  service_not_allowed: cardNotAccepted,
  transaction_not_allowed: cardNotAccepted,
  card_velocity_exceeded: tooMuch,
  withdrawal_count_limit_exceeded: tooMuch,
  approve_with_id: tryAgain,
  issuer_not_available: tryAgain,
  processing_error: tryAgain,
  reenter_transaction: tryAgain,
  try_again_later: tryAgain,
  call_issuer: refusedByBank,
  card_declined: refusedByBank,
  do_not_honor: refusedByBank,
  fraudulent: refusedByBank,
  generic_decline: refusedByBank,
  lost_card: refusedByBank,
  stolen_card: refusedByBank,
  pickup_card: refusedByBank,
  no_action_taken: refusedByBank,
  payment_method_provider_decline: refusedByBank,
  wrong_amount: {
    fr: 'le montant reçu n’est pas celui de votre dossier : il vous est rendu en totalité',
    en: 'the amount received is not that of your dossier: it is given back to you in full',
  },
};

/** Says in plain words why a payment failed: the middle of a sentence, without its full stop. */
export function declineReason(code: string, language: Language = 'fr'): string {
  const reason = Object.hasOwn(reasons, code) ? reasons[code] : undefined;
  return (reason ?? unexplained)[language];
}
