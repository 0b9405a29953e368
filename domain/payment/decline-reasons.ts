const unexplained =
  'la banque n’a pas accepté le paiement. Essayez une autre carte ou contactez votre banque';
const refusedByBank =
  'votre banque a refusé le paiement sans en donner la raison. Contactez-la ou essayez une autre carte';
const wrongDetails =
  'les informations de la carte sont incorrectes. Vérifiez le numéro, la date et le code de sécurité';
const notAuthenticated =
  'l’authentification demandée par votre banque a échoué. Recommencez et validez le paiement auprès d’elle';
const cardNotAccepted = 'cette carte ne permet pas ce paiement. Essayez une autre carte';
const tooMuch = 'le plafond de votre carte est atteint. Contactez votre banque ou essayez une autre carte';
const tryAgain = 'la banque n’a pas pu traiter le paiement. Réessayez dans quelques minutes';

/**
 * What Stripe's decline and error codes mean to the person who pays (docs.stripe.com/declines/codes). Codes that would tell a
 * thief something (a lost, stolen or suspected card) are said like any refusal, as Stripe asks.
 */
const reasons: Readonly<Record<string, string>> = {
  insufficient_funds: 'le solde de votre compte est insuffisant. Essayez une autre carte',
  expired_card: 'votre carte a expiré. Utilisez une autre carte',
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
  wrong_amount: 'le montant reçu n’est pas celui de votre dossier : il vous est rendu en totalité',
};

/** Says in plain French why a payment failed: the middle of a sentence, without its full stop. */
export function declineReason(code: string): string {
  return Object.hasOwn(reasons, code) ? (reasons[code] ?? unexplained) : unexplained;
}
