import type { ProblemText } from './refusal-problems.ts';

/** Errors that only organisations, their members and their software meet. */
export type OrganisationCode =
  | 'fresh_proof_required'
  | 'own_second_factor'
  | 'invalid_member_credentials'
  | 'invitation_not_valid'
  | 'invitation_not_open'
  | 'key_not_active'
  | 'key_not_found'
  | 'last_administrator'
  | 'member_exists'
  | 'member_not_found'
  | 'not_permitted'
  | 'second_factor_invalid'
  | 'second_factor_not_expected'
  | 'second_factor_required'
  | 'signature_expired'
  | 'signature_invalid'
  | 'signature_missing'
  | 'signature_replayed'
  | 'too_many_keys'
  | 'too_many_members'
  | 'too_many_webhooks'
  | 'webhook_delivery_not_found'
  | 'webhook_disabled'
  | 'webhook_not_found'
  | 'webhook_not_verified';

const unsigned = { status: 401, title: 'Signature refusée' } as const;

/** Their status and French text. */
export const organisationProblems: Record<OrganisationCode, ProblemText> = {
  fresh_proof_required: {
    status: 403,
    title: 'Confirmez que c’est bien vous',
    detail: 'Pour faire cela, donnez d’abord votre mot de passe une nouvelle fois.',
  },
  own_second_factor: {
    status: 409,
    title: 'Votre propre double authentification',
    detail: 'Désactivez la vôtre depuis « Mon compte », avec votre mot de passe et un code.',
  },
  invalid_member_credentials: {
    status: 401,
    title: 'Identifiants incorrects',
    detail: 'L’adresse email ou le mot de passe est incorrect.',
  },
  invitation_not_valid: {
    status: 410,
    title: 'Invitation non valable',
    detail:
      'Cette invitation a déjà servi, a expiré ou n’existe pas. Demandez à un administrateur de votre organisme de vous la renvoyer.',
  },
  invitation_not_open: {
    status: 409,
    title: 'Invitation impossible',
    detail: 'Cette personne a déjà accepté son invitation, ou son accès est désactivé.',
  },
  key_not_active: {
    status: 409,
    title: 'Clé inactive',
    detail: 'Cette clé a été révoquée, remplacée ou a expiré.',
  },
  key_not_found: { status: 404, title: 'Clé introuvable', detail: 'Votre organisme n’a pas de telle clé.' },
  last_administrator: {
    status: 409,
    title: 'Dernier administrateur',
    detail: 'Votre organisme doit garder au moins un administrateur actif.',
  },
  member_exists: {
    status: 409,
    title: 'Adresse déjà utilisée',
    detail: 'Cette adresse email a déjà un accès ou une invitation.',
  },
  member_not_found: {
    status: 404,
    title: 'Membre introuvable',
    detail: 'Votre organisme n’a pas de tel membre.',
  },
  not_permitted: {
    status: 403,
    title: 'Action non permise',
    detail: 'Votre rôle, ou la clé d’API, ne permet pas cette action.',
  },
  second_factor_invalid: {
    status: 401,
    title: 'Code incorrect',
    detail: 'Ce code est incorrect ou a déjà servi.',
  },
  second_factor_not_expected: {
    status: 409,
    title: 'Code non attendu',
    detail: 'Aucun code n’est attendu maintenant. Recommencez depuis le début.',
  },
  second_factor_required: {
    status: 403,
    title: 'Double authentification nécessaire',
    detail: 'Activez la double authentification de votre compte pour faire cela.',
  },
  signature_expired: {
    ...unsigned,
    detail: 'La signature date de plus de cinq minutes, ou votre horloge n’est pas à l’heure.',
  },
  signature_invalid: { ...unsigned, detail: 'La signature ne correspond pas à la requête.' },
  signature_missing: { ...unsigned, detail: 'Les requêtes faites avec cette clé doivent être signées.' },
  signature_replayed: { ...unsigned, detail: 'Cette signature a déjà servi : signez chaque requête à neuf.' },
  too_many_keys: {
    status: 409,
    title: 'Trop de clés',
    detail: 'Votre organisme a déjà 20 clés actives : révoquez celles qui ne servent plus.',
  },
  too_many_members: {
    status: 409,
    title: 'Trop de membres',
    detail: 'Votre organisme a déjà 200 membres : écrivez au service pour en avoir davantage.',
  },
  too_many_webhooks: {
    status: 409,
    title: 'Trop de webhooks',
    detail: 'Votre organisme a déjà 10 webhooks : supprimez ceux qui ne servent plus.',
  },
  webhook_delivery_not_found: {
    status: 404,
    title: 'Envoi introuvable',
    detail: 'Ce webhook n’a pas de tel envoi.',
  },
  webhook_disabled: {
    status: 409,
    title: 'Webhook arrêté',
    detail: 'Ce webhook est arrêté : remettez-le en marche d’abord.',
  },
  webhook_not_verified: {
    status: 409,
    title: 'Webhook à confirmer',
    detail: 'Votre serveur doit d’abord renvoyer le code de confirmation que nous lui envoyons.',
  },
  webhook_not_found: {
    status: 404,
    title: 'Webhook introuvable',
    detail: 'Votre organisme n’a pas de tel webhook.',
  },
};
