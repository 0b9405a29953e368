import type { Letter } from './letter.ts';

const notYou = 'Vous n’avez rien demandé ? Ignorez ce message : sans ce lien, rien ne change.';
const alarm =
  'Ce n’était pas vous ? Demandez tout de suite un nouveau mot de passe depuis la page « S’identifier » : cela ferme toutes ' +
  'les sessions ouvertes.';

/** The letters about an account to its owner, in French. */
export const frenchLetters = {
  /** The code that proves an email address. */
  code: (code: string, url: string): Letter => ({
    subject: 'Votre code pour créer votre compte',
    paragraphs: [
      'Voici le code à recopier pour continuer la création de votre compte :',
      code,
      'Il est valable 15 minutes à partir de votre demande, et remplace ceux que vous auriez déjà reçus. Après 4 saisies ' +
        'incorrectes, il faut recommencer depuis le début.',
      'Le bouton ci-dessous ramène à la page où le saisir, dans le navigateur où vous avez commencé.',
      'Vous n’avez rien demandé ? Ne donnez ce code à personne et ignorez ce message : aucun compte ne sera créé.',
    ],
    action: { label: 'Saisir mon code', url },
  }),
  /** For the owner of an account when somebody, perhaps they themselves, asks for another one. */
  knownAccount: (): Letter => ({
    subject: 'Vous avez déjà un compte',
    paragraphs: [
      'Une création de compte vient d’être demandée avec votre numéro de sécurité sociale. Or vous avez déjà un compte : ' +
        'aucun autre ne sera créé.',
      'Si c’était vous, connectez-vous, ou demandez un nouveau mot de passe si vous l’avez oublié.',
      'Si ce n’était pas vous, vous n’avez rien à faire : personne n’a eu accès à votre compte.',
    ],
  }),
  /** For the reader of a mailbox that has an account, when somebody with another number, often of their home, asks for one. */
  sharedAddress: (url: string): Letter => ({
    subject: 'Cette adresse sert déjà à un compte',
    paragraphs: [
      'Une création de compte vient d’être demandée avec cette adresse email et un autre numéro de sécurité sociale que celui de son compte. ' +
        'Une adresse ne sert qu’à un seul compte : aucun autre ne sera créé avec elle.',
      'Deux personnes lisent cette boîte ? La seconde recommence avec une adresse à elle. Beaucoup de messageries en donnent une sans ' +
        'changer de boîte : un alias, ou un mot ajouté devant le @, comme nom+camille@exemple.fr.',
      'Si ce n’était personne de votre foyer, vous n’avez rien à faire : personne n’a eu accès à votre compte.',
    ],
    action: { label: 'Recommencer avec une autre adresse', url },
  }),
  /** For the reader of a mailbox that has an account, when another account asks to use it. */
  addressInUse: (): Letter => ({
    subject: 'Cette adresse sert déjà à un compte',
    paragraphs: [
      'Cette adresse a été indiquée comme la nouvelle adresse d’un compte. Or elle sert déjà à un autre, et une adresse ne sert qu’à un seul ' +
        'compte : rien n’a changé.',
      'Deux personnes lisent cette boîte ? La seconde indique une adresse à elle. Beaucoup de messageries en donnent une sans changer de boîte : ' +
        'un alias, ou un mot ajouté devant le @, comme nom+camille@exemple.fr.',
      'Si ce n’était personne de votre foyer, vous n’avez rien à faire : personne n’a eu accès à votre compte.',
    ],
  }),
  /** Welcomes the owner of a new account. */
  welcome: (): Letter => ({
    subject: 'Votre compte est créé',
    paragraphs: [
      'Votre compte est créé. Connectez-vous avec votre numéro de sécurité sociale et votre mot de passe.',
    ],
  }),
  /** The link to a new password. */
  passwordReset: (url: string): Letter => ({
    subject: 'Choisir un nouveau mot de passe',
    paragraphs: [
      'Un nouveau mot de passe a été demandé pour votre compte. Le lien ci-dessous est valable une heure et ne sert qu’une fois.',
      notYou,
    ],
    action: { label: 'Choisir un nouveau mot de passe', url },
  }),
  /** The link that proves a new address. */
  newEmail: (url: string): Letter => ({
    subject: 'Confirmer votre nouvelle adresse email',
    paragraphs: [
      'Cette adresse a été indiquée comme la nouvelle adresse d’un compte. Le lien ci-dessous est valable une heure et ne sert qu’une fois.',
      notYou,
    ],
    action: { label: 'Confirmer cette adresse', url },
  }),
  /** Warns the old address. */
  emailChangeWarning: (): Letter => ({
    subject: 'Votre adresse email va changer',
    paragraphs: [
      'Une autre adresse email a été demandée pour votre compte. Elle remplacera celle-ci dès qu’elle sera confirmée.',
      alarm,
    ],
  }),
  /** The link by which the person whom FranceConnect+ vouches for takes their account over. */
  takeover: (url: string): Letter => ({
    subject: 'Reprendre votre compte',
    paragraphs: [
      'Vous avez confirmé votre identité avec FranceConnect+ et demandé à reprendre le compte ouvert avec votre numéro de ' +
        'sécurité sociale. Le lien ci-dessous est valable une heure et ne sert qu’une fois.',
      notYou,
    ],
    action: { label: 'Reprendre mon compte', url },
  }),
  /** Warns whoever has the account. */
  takeoverAsked: (): Letter => ({
    subject: 'Quelqu’un demande à reprendre votre compte',
    paragraphs: [
      'Une personne dont FranceConnect+ a confirmé l’identité (même nom et même naissance que ce compte) demande à le reprendre.',
      'Ce compte est bien le vôtre ? Connectez-vous avec FranceConnect+ et reliez-le tout de suite : personne d’autre ne pourra ' +
        'alors le reprendre.',
      'C’était vous ? Suivez le lien envoyé à votre nouvelle adresse.',
    ],
  }),
  /** Tells whoever had the account. */
  takenOver: (): Letter => ({
    subject: 'Votre compte a été repris',
    paragraphs: [
      'Ce compte a été repris par la personne dont FranceConnect+ a confirmé l’identité. Vos sessions sont fermées, et cette ' +
        'adresse ne reçoit plus ses messages.',
      'Vous pensez que c’est une erreur ? Écrivez au service : l’identité de la personne est connue de FranceConnect+.',
    ],
  }),
  /** Tells whoever has the account now. */
  takeoverDone: (): Letter => ({
    subject: 'Votre compte est à vous',
    paragraphs: [
      'Vous avez repris votre compte : il s’ouvre maintenant avec FranceConnect+, ou avec votre numéro et votre nouveau mot de passe.',
      'Vérifiez vos coordonnées, et les dossiers que quelqu’un d’autre aurait ouverts avec vos droits : vous pouvez les annuler.',
    ],
  }),
  /** Tells that the password was changed. */
  passwordChanged: (): Letter => ({
    subject: 'Votre mot de passe a changé',
    paragraphs: [
      'Le mot de passe de votre compte vient d’être changé. Vos autres sessions sont fermées.',
      alarm,
    ],
  }),
  /** Tells that somebody tries to log in. */
  lockedOut: (): Letter => ({
    subject: 'Tentatives de connexion à votre compte',
    paragraphs: [
      'Plusieurs mots de passe incorrects ont été saisis pour votre compte. Par sécurité, il faut attendre un peu entre deux ' +
        'essais, sauf sur les appareils que vous utilisez déjà.',
      'C’était vous ? Patientez, ou demandez un nouveau mot de passe depuis la page « S’identifier ».',
      'Ce n’était pas vous ? Personne n’est entré. Si votre mot de passe sert aussi ailleurs, changez-le.',
    ],
  }),
  /** Tells that codes were guessed: by somebody who knows the password. */
  wrongCodes: (): Letter => ({
    subject: 'Codes incorrects pour votre compte',
    paragraphs: [
      'Plusieurs codes de double authentification incorrects ont été saisis pour votre compte, avec le bon mot de passe. Il faut ' +
        'maintenant attendre entre deux essais.',
      'Ce n’était pas vous ? Quelqu’un connaît votre mot de passe. Personne n’est entré, mais choisissez tout de suite un nouveau ' +
        'mot de passe depuis la page « S’identifier ».',
    ],
  }),
  /** Tells that the second step is on. */
  secondFactorOn: (): Letter => ({
    subject: 'Double authentification activée',
    paragraphs: [
      'La double authentification protège désormais votre compte. Gardez vos codes de secours en lieu sûr.',
      alarm,
    ],
  }),
  /** Tells that the second step is off. */
  secondFactorOff: (): Letter => ({
    subject: 'Double authentification désactivée',
    paragraphs: ['La double authentification de votre compte vient d’être désactivée.', alarm],
  }),
  /** Tells that there are new recovery codes. */
  recoveryCodesReplaced: (): Letter => ({
    subject: 'Nouveaux codes de secours',
    paragraphs: [
      'De nouveaux codes de secours viennent d’être créés pour votre compte. Les anciens ne fonctionnent plus.',
      alarm,
    ],
  }),
  /** Tells until when an export can be fetched. The files themselves are never sent by mail. */
  exportReady: (url: string, until: string): Letter => ({
    subject: 'Vos données personnelles sont prêtes',
    paragraphs: [
      'Vous avez demandé une copie des données personnelles que nous conservons à votre sujet. Elle est prête.',
      `Connectez-vous pour la télécharger, jusqu’au ${until}.`,
      'Si vous n’avez rien demandé, changez votre mot de passe.',
    ],
    action: { label: 'Télécharger mes données', url },
  }),
  /** Tells that the account is closed, and until when that can be undone. */
  accountClosed: (url: string, until: string): Letter => ({
    subject: 'Votre compte est fermé',
    paragraphs: [
      'Comme vous l’avez demandé, votre compte est fermé : personne ne peut plus s’y connecter.',
      `Jusqu’au ${until}, vous pouvez le rouvrir. Sans votre mot de passe, vous pouvez nous demander de le rouvrir en répondant à ce message.`,
      'Ensuite, votre adresse email, votre téléphone, votre adresse et vos moyens de connexion sont effacés.',
      'Les dossiers de formation sont conservés aussi longtemps que la loi le demande, puis effacés avec votre identité.',
    ],
    action: { label: 'Rouvrir mon compte', url },
  }),
};
