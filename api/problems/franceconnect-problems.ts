import type { ProblemText } from './refusal-problems.ts';

/** Errors of logging in by FranceConnect+. */
export type FranceConnectCode =
  | 'franceconnect_not_configured'
  | 'franceconnect_unavailable'
  | 'franceconnect_state_unknown'
  | 'franceconnect_cancelled'
  | 'franceconnect_refused'
  | 'franceconnect_level_too_low'
  | 'franceconnect_nothing_pending'
  | 'franceconnect_identity_mismatch'
  | 'franceconnect_already_linked'
  | 'franceconnect_not_linked';

/** Their texts. Each says what the person can do, and that their account and password still work. */
export const franceConnectProblems: Record<FranceConnectCode, ProblemText> = {
  franceconnect_not_configured: {
    status: 503,
    title: 'FranceConnect+ indisponible',
    detail: 'La connexion par FranceConnect+ n’est pas proposée ici. Connectez-vous avec votre mot de passe.',
  },
  franceconnect_unavailable: {
    status: 503,
    title: 'FranceConnect+ ne répond pas',
    detail:
      'FranceConnect+ ne répond pas pour l’instant. Réessayez dans un instant, ou connectez-vous avec votre mot de passe.',
  },
  franceconnect_state_unknown: {
    status: 400,
    title: 'Connexion à recommencer',
    detail:
      'Cette connexion par FranceConnect+ a expiré, a déjà servi ou a été commencée dans un autre navigateur. Recommencez.',
  },
  franceconnect_cancelled: {
    status: 403,
    title: 'Connexion annulée',
    detail: 'Vous avez annulé la connexion par FranceConnect+. Rien n’a changé.',
  },
  franceconnect_refused: {
    status: 403,
    title: 'Connexion refusée',
    detail: 'La réponse de FranceConnect+ n’a pas pu être vérifiée : vous n’êtes pas connecté. Recommencez.',
  },
  franceconnect_level_too_low: {
    status: 403,
    title: 'Identité numérique insuffisante',
    detail:
      'L’identité choisie n’offre pas la garantie demandée. Recommencez avec une identité numérique certifiée, telle que France Identité ou L’Identité Numérique La Poste.',
  },
  franceconnect_nothing_pending: {
    status: 409,
    title: 'Identité à confirmer de nouveau',
    detail:
      'Aucune identité FranceConnect+ n’est en attente, ou elle a expiré. Reconnectez-vous par FranceConnect+.',
  },
  franceconnect_identity_mismatch: {
    status: 409,
    title: 'Identités différentes',
    detail:
      'L’identité donnée par FranceConnect+ ne correspond pas à celle de ce compte : le lien n’a pas été fait. Vérifiez le compte, ou connectez-vous avec votre mot de passe.',
  },
  franceconnect_already_linked: {
    status: 409,
    title: 'Lien déjà fait',
    detail: 'Ce compte ou cette identité FranceConnect+ est déjà lié à un autre. Supprimez d’abord ce lien.',
  },
  franceconnect_not_linked: {
    status: 409,
    title: 'Aucun lien',
    detail: 'Ce compte n’est pas lié à FranceConnect+.',
  },
};
