import type { ErrorCode } from '../../domain/errors.ts';
import type { RefusalCode } from '../../domain/dossier/refusal.ts';
import { conversationProblems } from './conversation-problems.ts';
import { contactProblems } from './contact-problems.ts';
import { documentProblems } from './document-problems.ts';
import { type OrganisationCode, organisationProblems } from './organisation-problems.ts';
import { type FranceConnectCode, franceConnectProblems } from './franceconnect-problems.ts';
import { type AccountCode, accountProblems } from './account-problems.ts';
import { type ProblemText, refusalProblems } from './refusal-problems.ts';

/** Errors of the API itself, beside the refusals of a dossier and the errors of `domain/`. */
export type ApiCode =
  | 'malformed_json'
  | 'malformed_request'
  | 'authentication_required'
  | 'invalid_credentials'
  | 'invalid_api_key'
  | 'csrf_token_invalid'
  | 'cross_site_request'
  | 'not_found'
  | 'dossier_not_found'
  | 'training_not_found'
  | 'session_not_found'
  | keyof typeof contactProblems
  | keyof typeof conversationProblems
  | keyof typeof documentProblems
  | 'method_not_allowed'
  | 'body_too_large'
  | 'unsupported_media_type'
  | 'invalid_request'
  | 'too_many_attempts'
  | 'too_many_streams'
  | 'internal_error'
  | 'dossier_stuck'
  | 'payment_not_configured'
  | 'webhook_signature_invalid'
  | 'webhook_unreadable'
  | 'webhook_not_ours'
  | 'webhook_not_configured'
  | FranceConnectCode
  | 'export_not_found'
  | 'erasure_open_dossiers'
  | 'temporarily_unavailable';

/** Every `code` of a problem document. Stable: clients rely on it. */
export type ProblemCode = AccountCode | ApiCode | ErrorCode | OrganisationCode | RefusalCode;

const notValid = { status: 422, title: 'Donnée non valable' } as const;
const ourFault: ProblemText = {
  status: 500,
  title: 'Erreur interne',
  detail: 'Une erreur est survenue. Réessayez plus tard.',
};

function size(bytes: unknown): string {
  const kilobytes = Number(bytes) / 1024;
  return kilobytes >= 1024 ? `${kilobytes / 1024} Mo` : `${kilobytes} ko`;
}

const apiProblems: Record<ApiCode, ProblemText> = {
  malformed_json: {
    status: 400,
    title: 'JSON illisible',
    detail: 'Le corps de la requête n’est pas du JSON.',
  },
  malformed_request: { status: 400, title: 'Requête illisible', detail: 'La requête ne peut pas être lue.' },
  webhook_signature_invalid: {
    status: 400,
    title: 'Signature refusée',
    detail: 'La signature est absente, incorrecte ou périmée.',
  },
  webhook_not_ours: {
    status: 400,
    title: 'Événement d’un autre compte',
    detail: 'Cet événement vient d’un compte connecté, ou de l’autre mode de paiement (test ou réel).',
  },
  webhook_unreadable: {
    status: 400,
    title: 'Événement illisible',
    detail: 'Le corps de la requête n’est pas un événement.',
  },
  authentication_required: {
    status: 401,
    title: 'Connexion nécessaire',
    detail: 'Connectez-vous pour continuer.',
  },
  invalid_credentials: {
    status: 401,
    title: 'Identifiants incorrects',
    detail: 'Le numéro de sécurité sociale ou le mot de passe est incorrect.',
  },
  invalid_api_key: {
    status: 401,
    title: 'Clé d’API refusée',
    detail: 'La clé d’API est absente, incorrecte ou révoquée.',
  },
  csrf_token_invalid: {
    status: 403,
    title: 'Jeton de sécurité incorrect',
    detail: 'Le jeton de sécurité est absent ou périmé. Rechargez la page puis recommencez.',
  },
  cross_site_request: {
    status: 403,
    title: 'Requête d’un autre site',
    detail: 'Cette action ne peut être demandée que depuis le site lui-même.',
  },
  not_found: { status: 404, title: 'Page introuvable', detail: 'Cette adresse n’existe pas.' },
  dossier_not_found: {
    status: 404,
    title: 'Dossier introuvable',
    detail: 'Aucun dossier de ce numéro ne vous est accessible.',
  },
  training_not_found: {
    status: 404,
    title: 'Formation introuvable',
    detail: 'Cette formation n’existe pas ou plus.',
  },
  session_not_found: {
    status: 404,
    title: 'Session introuvable',
    detail: 'Cette session n’existe pas ou ne vous est pas accessible.',
  },
  ...contactProblems,
  ...conversationProblems,
  ...documentProblems,
  method_not_allowed: {
    status: 405,
    title: 'Méthode non permise',
    detail: 'Cette adresse n’accepte pas cette méthode ; voir l’en-tête Allow.',
  },
  body_too_large: {
    status: 413,
    title: 'Requête trop volumineuse',
    detail: ({ limitBytes }) => `Le corps de la requête dépasse ${size(limitBytes)}.`,
  },
  unsupported_media_type: {
    status: 415,
    title: 'Format non accepté',
    detail: ({ accepted }) =>
      Array.isArray(accepted)
        ? `Le corps de la requête doit être de l’un de ces types : ${accepted.join(', ')}.`
        : 'Le corps de la requête doit être du JSON (Content-Type: application/json).',
  },
  invalid_request: {
    status: 422,
    title: 'Requête non valable',
    detail: 'Certaines données sont absentes ou incorrectes.',
  },
  too_many_attempts: {
    status: 429,
    title: 'Trop de tentatives',
    detail: 'Trop de tentatives de connexion. Patientez avant de recommencer.',
  },
  too_many_streams: {
    status: 429,
    title: 'Trop de pages ouvertes',
    detail: 'Trop de pages suivent vos dossiers en direct. Fermez-en, puis rechargez celle-ci.',
  },
  internal_error: ourFault,
  dossier_stuck: {
    status: 500,
    title: 'Demande non prise en compte',
    detail:
      'Ce dossier présente une anomalie : votre demande n’a pas été prise en compte, et rien n’a été changé. Notre équipe est prévenue.',
  },
  payment_not_configured: {
    status: 503,
    title: 'Paiement indisponible',
    detail: 'Le paiement par carte n’est pas encore disponible. Rien n’a été enregistré.',
  },
  webhook_not_configured: {
    status: 503,
    title: 'Service non configuré',
    detail: 'Aucun secret n’est configuré pour vérifier cet appel.',
  },
  ...franceConnectProblems,
  export_not_found: {
    status: 404,
    title: 'Export introuvable',
    detail: 'Cet export n’existe pas, n’est pas encore prêt, ou a été effacé au bout de 7 jours.',
  },
  erasure_open_dossiers: {
    status: 409,
    title: 'Dossiers en cours',
    detail:
      'Un dossier de formation est en cours : annulez-le ou attendez sa fin, et supprimez vos brouillons.',
  },
  temporarily_unavailable: {
    status: 503,
    title: 'Service momentanément indisponible',
    detail: 'Le service ne répond pas pour l’instant. Réessayez dans un instant.',
  },
};

/** Rules of `domain/` that say no to a value; the error's own French message is the detail. */
const domainProblems: Record<ErrorCode, ProblemText> = {
  account_exists: { status: 409, title: 'Compte existant' },
  credit_reference_reused: { status: 409, title: 'Référence déjà utilisée' },
  invalid_address_complement: notValid,
  invalid_birth_name: notValid,
  invalid_business_day_count: notValid,
  invalid_calendar_day: notValid,
  invalid_city: notValid,
  invalid_country: notValid,
  invalid_deadline_extension: notValid,
  invalid_diploma_level: notValid,
  invalid_diploma_year: notValid,
  invalid_dossier_number: notValid,
  invalid_email: notValid,
  invalid_instant: notValid,
  invalid_money: notValid,
  invalid_nir: notValid,
  invalid_phone: notValid,
  invalid_postcode: notValid,
  invalid_siret: notValid,
  invalid_street: notValid,
  invalid_time_of_day: notValid,
  unknown_policy_version: ourFault,
  unreadable_catalogue: notValid,
  unreadable_document: ourFault,
  unreadable_nir: ourFault,
  unreadable_secret: ourFault,
};

/** The one table: for each code its HTTP status and the French text that a user reads. */
export const problemTable: Readonly<Record<ProblemCode, ProblemText>> = {
  ...apiProblems,
  ...domainProblems,
  ...organisationProblems,
  ...accountProblems,
  ...refusalProblems,
};
