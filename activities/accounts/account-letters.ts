import type { Letter } from './letter.ts';

const notYou = 'Vous n’avez rien demandé ? Ignorez ce message : sans ce lien, rien ne change.';
const alarm =
  'Ce n’était pas vous ? Demandez tout de suite un nouveau mot de passe depuis la page « S’identifier » : cela ferme toutes ' +
  'les sessions ouvertes.';

/** The link to a new password. */
export function passwordResetLetter(url: string): Letter {
  return {
    subject: 'Choisir un nouveau mot de passe',
    paragraphs: [
      'Un nouveau mot de passe a été demandé pour votre compte. Le lien ci-dessous est valable une heure et ne sert qu’une fois.',
      notYou,
    ],
    action: { label: 'Choisir un nouveau mot de passe', url },
  };
}

/** The link that proves a new address. */
export function newEmailLetter(url: string): Letter {
  return {
    subject: 'Confirmer votre nouvelle adresse email',
    paragraphs: [
      'Cette adresse a été indiquée comme la nouvelle adresse d’un compte. Le lien ci-dessous est valable une heure et ne sert qu’une fois.',
      notYou,
    ],
    action: { label: 'Confirmer cette adresse', url },
  };
}

/** Warns the old address. */
export function emailChangeWarning(): Letter {
  return {
    subject: 'Votre adresse email va changer',
    paragraphs: [
      'Une autre adresse email a été demandée pour votre compte. Elle remplacera celle-ci dès qu’elle sera confirmée.',
      alarm,
    ],
  };
}

/** Tells that the password was changed. */
export function passwordChangedLetter(): Letter {
  return {
    subject: 'Votre mot de passe a changé',
    paragraphs: [
      'Le mot de passe de votre compte vient d’être changé. Vos autres sessions sont fermées.',
      alarm,
    ],
  };
}

/** Tells that somebody tries to log in. */
export function lockedOutLetter(): Letter {
  return {
    subject: 'Tentatives de connexion à votre compte',
    paragraphs: [
      'Plusieurs mots de passe incorrects ont été saisis pour votre compte. Par sécurité, il faut attendre un peu entre deux ' +
        'essais, sauf sur les appareils que vous utilisez déjà.',
      'C’était vous ? Patientez, ou demandez un nouveau mot de passe depuis la page « S’identifier ».',
      'Ce n’était pas vous ? Personne n’est entré. Si votre mot de passe sert aussi ailleurs, changez-le.',
    ],
  };
}

/** Tells that the second step is on. */
export function secondFactorOnLetter(): Letter {
  return {
    subject: 'Double authentification activée',
    paragraphs: [
      'La double authentification protège désormais votre compte. Gardez vos codes de secours en lieu sûr.',
      alarm,
    ],
  };
}

/** Tells that the second step is off. */
export function secondFactorOffLetter(): Letter {
  return {
    subject: 'Double authentification désactivée',
    paragraphs: ['La double authentification de votre compte vient d’être désactivée.', alarm],
  };
}

/** Tells that there are new recovery codes. */
export function recoveryCodesReplacedLetter(): Letter {
  return {
    subject: 'Nouveaux codes de secours',
    paragraphs: [
      'De nouveaux codes de secours viennent d’être créés pour votre compte. Les anciens ne fonctionnent plus.',
      alarm,
    ],
  };
}
