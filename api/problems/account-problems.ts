import type { RegistrationRefusal } from '../../domain/account/registration-rules.ts';
import type { ProblemText } from './refusal-problems.ts';

/** Errors about accounts, their making and their use. */
export type AccountCode =
  | RegistrationRefusal
  | 'captcha_wrong'
  | 'registration_not_found'
  | 'link_invalid'
  | 'password_wrong'
  | 'second_factor_wrong'
  | 'second_factor_missing'
  | 'second_factor_on'
  | 'second_factor_off'
  | 'login_session_not_found'
  | 'too_many_requests';

const startAgain = 'Recommencez la création de votre compte depuis le début.';

/** What each means to the caller. */
export const accountProblems: Record<AccountCode, ProblemText> = {
  captcha_wrong: {
    status: 422,
    title: 'Contrôle de sécurité non réussi',
    detail: 'Le code recopié est incorrect ou n’est plus valable. Recopiez le nouveau code affiché.',
  },
  registration_not_found: {
    status: 404,
    title: 'Création de compte introuvable',
    detail: `Cette création de compte n’existe pas ou plus dans ce navigateur. Ouvrez le lien du mail là où vous l’avez commencée. ${startAgain}`,
  },
  email_code_wrong: {
    status: 422,
    title: 'Code incorrect',
    detail: ({ triesLeft }) => `Ce code est incorrect. Saisies restantes : ${Number(triesLeft)}.`,
  },
  email_code_dead: {
    status: 410,
    title: 'Trop de codes incorrects',
    detail: `Le code a été saisi 4 fois de façon incorrecte : il n’est plus valable. ${startAgain}`,
  },
  email_code_expired: {
    status: 410,
    title: 'Code expiré',
    detail: `Le code n’était valable que 15 minutes. ${startAgain}`,
  },
  email_code_used: {
    status: 409,
    title: 'Code déjà utilisé',
    detail: 'Votre adresse email est déjà vérifiée : continuez à l’étape suivante.',
  },
  email_code_sent_too_often: {
    status: 429,
    title: 'Trop d’envois',
    detail: 'Le code ne peut plus être envoyé de nouveau. Regardez aussi parmi les messages indésirables.',
  },
  email_code_missing: {
    status: 409,
    title: 'Adresse email non vérifiée',
    detail: 'Saisissez d’abord le code envoyé par email.',
  },
  profile_missing: {
    status: 409,
    title: 'Informations manquantes',
    detail: 'Renseignez d’abord vos coordonnées et acceptez les conditions générales.',
  },
  registration_over: {
    status: 409,
    title: 'Création de compte terminée',
    detail: 'Cette création de compte ne peut pas continuer. Si vous avez un compte, connectez-vous.',
  },
  link_invalid: {
    status: 410,
    title: 'Lien non valable',
    detail: 'Ce lien a déjà servi ou a expiré. Demandez-en un nouveau.',
  },
  password_wrong: {
    status: 422,
    title: 'Mot de passe incorrect',
    detail: 'Le mot de passe actuel est incorrect.',
  },
  second_factor_wrong: {
    status: 422,
    title: 'Code incorrect',
    detail: 'Ce code est incorrect, a expiré ou a déjà servi.',
  },
  second_factor_missing: {
    status: 401,
    title: 'Première étape nécessaire',
    detail: 'Saisissez d’abord votre numéro de sécurité sociale et votre mot de passe.',
  },
  second_factor_on: {
    status: 409,
    title: 'Double authentification déjà activée',
    detail: 'La double authentification est déjà activée.',
  },
  second_factor_off: {
    status: 409,
    title: 'Double authentification non activée',
    detail: 'La double authentification n’est pas activée.',
  },
  login_session_not_found: {
    status: 404,
    title: 'Session introuvable',
    detail: 'Cette session n’existe pas ou plus.',
  },
  too_many_requests: {
    status: 429,
    title: 'Trop de demandes',
    detail: 'Trop de demandes en peu de temps. Patientez avant de recommencer.',
  },
};
