import type { Letter } from './letter.ts';

/** The code that proves an email address. */
export function codeLetter(code: string): Letter {
  return {
    subject: 'Votre code pour créer votre compte',
    paragraphs: [
      'Voici le code à recopier pour continuer la création de votre compte :',
      code,
      'Il est valable 15 minutes à partir de votre demande, et remplace ceux que vous auriez déjà reçus. Après 4 saisies ' +
        'incorrectes, il faut recommencer depuis le début.',
      'Vous n’avez rien demandé ? Ne donnez ce code à personne et ignorez ce message : aucun compte ne sera créé.',
    ],
  };
}

/** For the owner of an account when somebody, perhaps they themselves, asks for another one. */
export function knownAccountLetter(): Letter {
  return {
    subject: 'Vous avez déjà un compte',
    paragraphs: [
      'Une création de compte vient d’être demandée avec votre numéro de sécurité sociale ou votre adresse email. Or vous ' +
        'avez déjà un compte : aucun autre ne sera créé.',
      'Si c’était vous, connectez-vous, ou demandez un nouveau mot de passe si vous l’avez oublié.',
      'Si ce n’était pas vous, vous n’avez rien à faire : personne n’a eu accès à votre compte.',
    ],
  };
}

/** Welcomes the owner of a new account. */
export function welcomeLetter(): Letter {
  return {
    subject: 'Votre compte est créé',
    paragraphs: [
      'Votre compte est créé. Connectez-vous avec votre numéro de sécurité sociale et votre mot de passe.',
    ],
  };
}
